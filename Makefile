# What people type. Every target installs what it needs first; the stamp makes that a no-op later.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help up plan preview describe dataset seed seed-python csv load ingest api ui verify sql dead-letters drop clean-data bench bench-compare bench-api bench-ingest bench-files bench-drains bench-tables screenshots stream test test-long test-faults check format setup

STAMP := node_modules/.stamp
# Variables given to make (ROWS=1e9) are in the environment of its commands: the command line reads them from there.
MILLRACE := node_modules/.bin/node engine/cli/millrace.ts

help: ## this list
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/\1\t\2/p' $(MAKEFILE_LIST) | while IFS=$$'\t' read -r name text; do printf '  make %-13s %s\n' "$$name" "$$text"; done

seed: $(STAMP) ## fill ClickHouse: ROWS=1e9 SEED= BATCH_ROWS= WORKERS= FORMAT=rowbinary|native STAGING=auto|kafka|spool|none DRAIN=millrace|clickhouse DATASET=name|file.yaml TABLE=db.table RANGE=i/n DAYS= JSON=1
	@$(MILLRACE) seed

seed-python: $(STAMP) ## the same table, filled by a small Python program with Faker and clickhouse-connect: ROWS=1e4 SEED= BATCH_ROWS= DAYS= ANCHOR= JSON=1
	@node_modules/.bin/node bench/peers/python/seed-python.ts

csv: $(STAMP) ## the rows of make seed as files: OUT=dir ROWS=1e7 SHARDS=4 FORMAT=csv|native|parquet COMPRESSION=none|lz4|gz|zst HEADER=1 SEED= DATASET=name|file.yaml DAYS= ANCHOR= WORKERS= BATCH_ROWS= JSON=1
	@$(MILLRACE) csv

load: $(STAMP) ## files into a table, each row once, resumable: FILES='dir/*.csv.lz4' TABLE=page_events FORMAT=csv|jsoneachrow|native|parquet HEADER=0|1 CHANGED=1 JSON=1
	@$(MILLRACE) load

preview: $(STAMP) ## a few rows of a dataset before any table is filled: DATASET= TABLE=db.table ROWS=20 SEED= JSON=1
	@$(MILLRACE) preview

describe: $(STAMP) ## what a dataset is meant to be beside what is generated, and a table it is to be like: DATASET= TABLE= FROM=db.table ROWS=1e5 SEED= JSON=1
	@$(MILLRACE) describe

dataset: $(STAMP) ## a dataset file for a table that is there: FROM=db.table OUT=file.yaml FORCE=1; of what is in it: PROFILE=1 SAMPLE_ROWS=1e7 VALUES=1
	@$(MILLRACE) dataset

plan: $(STAMP) ## what a run takes before it is begun: ROWS=1e9 CORES= here, or machines for HOURS=6 REPLICAS=1
	@$(MILLRACE) plan

up: ui/dist/index.html ## services, drain, API and dashboard in one terminal, until Ctrl-C: API_PORT=8080 UI_PORT=5173 STAGING=auto|kafka|spool DRAIN=millrace|clickhouse
	@node_modules/.bin/node api/up/up.ts

ingest: $(STAMP) ## only the drain, until Ctrl-C; start as many as you like on Kafka: STAGING=auto|kafka|spool DRAIN=millrace|clickhouse JSON=1
	@$(MILLRACE) ingest

api: $(STAMP) ## metrics, events and live counters over HTTP and WebSocket, until Ctrl-C: API_HOST= API_PORT=8080 API_TOKEN=
	@node_modules/.bin/node api/serve.ts

ui: $(STAMP) ## build the dashboard, which make api then serves at its own address
	@npm run --silent build

# What the built dashboard is made from: with all of it older, there is nothing to build.
ui/dist/index.html: $(STAMP) $(shell find ui schemas -type f -not -path 'ui/dist/*' -not -path '*/node_modules/*' -not -name '*.test.ts')
	@npm run --silent build

stream: $(STAMP) ## realistic traffic of now, until Ctrl-C or SECONDS=: RATE=50000 VIA=http|grpc|staging PER_REQUEST= BURST= LATE= DUPLICATES= JSON=1
	@node_modules/.bin/node api/stream/stream.ts

verify: $(STAMP) ## prove what is in ClickHouse against the generator: DATASET=name|file.yaml TABLE= JSON=1
	@$(MILLRACE) verify

sql: $(STAMP) ## one query on the configured warehouse: QUERY='SELECT 1'
	@$(MILLRACE) sql "$$QUERY"

dead-letters: $(STAMP) ## blocks that ClickHouse refused, and why: SHOW=1 shows what is in them, REPLAY=1 inserts them again, DROP=1 forgets them, LETTER= only one
	@$(MILLRACE) dead-letters

drop: $(STAMP) ## drop a dataset's table and rollups, or empty a table that was filled, after asking: DATASET=name|file.yaml TABLE= YES=1
	@$(MILLRACE) drop

clean-data: $(STAMP) ## forget DATA_DIR, after asking: YES=1
	@$(MILLRACE) clean-data

bench: $(STAMP) ## stages, limits, Millrace, peers, settings: ROWS=2e6 ROUNDS=5 ONLY=stages,limits,seed,peers,sweeps SWEEP_ROWS= ROW_COUNTS= OUT=
	@node_modules/.bin/node bench/bench.ts

bench-compare: $(STAMP) ## what changed from one report to another beyond noise: A=older.json B=bench/reports/latest.json JSON=1
	@node_modules/.bin/node bench/compare/compare.ts

bench-api: $(STAMP) ## reads of the API under 50 clients, and 1,000 watchers of /live: ROWS=1e7 BENCH_SECONDS=10
	@node_modules/.bin/node bench/api/reads.ts

bench-ingest: $(STAMP) ## live events end to end through HTTP and gRPC, and single ones until they are queryable: RATE=150000 GRPC_RATE=100000 STAGING=spool BENCH_SECONDS=15
	@node_modules/.bin/node bench/ingest/ingest.ts

bench-drains: $(STAMP) ## Millrace's own drain against ClickHouse's Kafka engine, in turns: ROWS=2e6 ROUNDS=3 FORMAT=native
	@node_modules/.bin/node bench/drains/drains.ts

bench-tables: $(STAMP) ## tables of others against their own insert limit: DATASET=a.yaml,b.yaml or DDL=table.sql ROWS=1e6 ROUNDS=3 WORKERS= STAGING=none|spool|kafka
	@node_modules/.bin/node bench/tables/tables.ts

bench-files: $(STAMP) ## rows per second of make csv and make load, format by format: ROWS=2e6
	@node_modules/.bin/node bench/files/files.ts

screenshots: ui ## pictures of the dashboard, every panel in both themes: OUT=screenshots
	@node_modules/.bin/node e2e/screenshots.ts "$${OUT:-screenshots}"

test: $(STAMP) ## all tests, on a real ClickHouse, Kafka and Redis that they start and stop
	@npm test --silent

test-long: $(STAMP) ## the slow ones: an hour of live traffic (SOAK_SECONDS=), ten million rows, the API's whole surface
	@npm run --silent test:long

test-faults: $(STAMP) ## the fault matrix in full, whose results docs/guarantees.md is written from: ONLY=kafka FAULT_TIMES= FAULT_SEED= FAULT_TRY=
	@npm run --silent test:faults -- $(ONLY); ended=$$?; node_modules/.bin/node faults/guarantees/write-guarantees.ts && exit $$ended

check: $(STAMP) ## types, lint, format, unused code
	@npm run --silent check

format: $(STAMP) ## format everything
	@npm run --silent format

setup: $(STAMP) ## install the packages, nothing else

# Two makes at once on a fresh clone: the second waits for the first, and finds the work done.
$(STAMP): package-lock.json package.json $(wildcard patches/*)
	@command -v npm >/dev/null || { echo 'Millrace needs Node.js 20 or later, with npm: https://nodejs.org' >&2; exit 2; }
	@( if command -v flock >/dev/null; then flock 9; fi; \
	  if [ -e $@ ] && [ -z "$$(find $^ -newer $@)" ]; then exit 0; fi; \
	  echo 'installing packages (once)' >&2; \
	  npm ci --loglevel=error --no-progress >&2 && touch $@ ) 9>.install.lock
