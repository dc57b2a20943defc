package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2"
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"golang.org/x/sync/errgroup"
)

func connect(options options) (driver.Conn, error) {
	method := clickhouse.CompressionLZ4
	if options.compress == "none" {
		method = clickhouse.CompressionNone
	}
	return clickhouse.Open(&clickhouse.Options{
		Addr: []string{options.addr},
		Auth: clickhouse.Auth{
			Database: options.database,
			Username: envOr("CLICKHOUSE_USER", "default"),
			Password: os.Getenv("CLICKHOUSE_PASSWORD"),
		},
		Compression:  &clickhouse.Compression{Method: method},
		Settings:     clickhouse.Settings{"async_insert": 0},
		MaxOpenConns: options.workers,
		MaxIdleConns: options.workers,
	})
}

// insertAll shares the batches out among the workers.
func insertAll(ctx context.Context, conn driver.Conn, options options) error {
	span := options.days * 24 * float64(time.Hour)
	start := options.end.Add(-time.Duration(span))
	step := span / float64(options.rows)
	var next atomic.Int64
	group, ctx := errgroup.WithContext(ctx)
	for worker := range options.workers {
		group.Go(func() error {
			generator, events := newGenerator(uint64(worker)+1), &columns{}
			for {
				first := int(next.Add(int64(options.batchRows))) - options.batchRows
				if first >= options.rows {
					return nil
				}
				rows := min(options.batchRows, options.rows-first)
				generator.fill(events, rows, start.Add(time.Duration(float64(first)*step)), step)
				if err := insert(ctx, conn, options.table, events); err != nil {
					return err
				}
			}
		})
	}
	return group.Wait()
}

func insert(ctx context.Context, conn driver.Conn, table string, events *columns) error {
	byName := []struct {
		name   string
		values any
	}{
		{"event_id", events.eventID},
		{"ts", events.ts},
		{"event_type", events.eventType},
		{"user_id", events.userID},
		{"session_id", events.sessionID},
		{"url", events.url},
		{"referrer", events.referrer},
		{"country", events.country},
		{"device", events.device},
		{"duration_ms", events.durationMs},
		{"metadata", events.metadata},
	}
	names := make([]string, len(byName))
	for i, column := range byName {
		names[i] = column.name
	}
	batch, err := conn.PrepareBatch(ctx, fmt.Sprintf("INSERT INTO %s (%s)", table, strings.Join(names, ", ")))
	if err != nil {
		return err
	}
	defer batch.Close()
	for i, column := range byName {
		if err := batch.Column(i).Append(column.values); err != nil {
			return fmt.Errorf("column %s: %w", column.name, err)
		}
	}
	return batch.Send()
}
