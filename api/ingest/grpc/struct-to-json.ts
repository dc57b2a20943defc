// A `google.protobuf.Struct`, as proto-loader hands it out, as the JSON object that it stands for.
// Its shape: https://protobuf.dev/reference/protobuf/google.protobuf/#struct
import { z } from 'zod'

interface StructValue {
  readonly kind?: string | undefined
  readonly numberValue?: number | undefined
  readonly stringValue?: string | undefined
  readonly boolValue?: boolean | undefined
  readonly structValue?: Struct | null | undefined
  readonly listValue?: { readonly values: readonly StructValue[] } | null | undefined
}

interface Struct {
  readonly fields: Readonly<Record<string, StructValue>>
}

const valueSchema: z.ZodType<StructValue> = z.lazy(() =>
  z.object({
    kind: z.string().optional(),
    numberValue: z
      .number()
      .or(z.nan())
      .or(z.literal([Infinity, -Infinity]))
      .optional(),
    stringValue: z.string().optional(),
    boolValue: z.boolean().optional(),
    structValue: structSchema.nullish(),
    listValue: z.object({ values: z.array(valueSchema) }).nullish(),
  }),
)

export const structSchema: z.ZodType<Struct> = z.lazy(() => z.object({ fields: z.record(z.string(), valueSchema) }))

export function structToJson({ fields }: Struct): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, valueToJson(value)]))
}

function valueToJson(value: StructValue): unknown {
  switch (value.kind) {
    case 'numberValue':
      return value.numberValue
    case 'stringValue':
      return value.stringValue
    case 'boolValue':
      return value.boolValue
    case 'structValue':
      return value.structValue ? structToJson(value.structValue) : {}
    case 'listValue':
      return value.listValue?.values.map(valueToJson) ?? []
    default:
      return null
  }
}
