package main

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"
)

// options are what the command line asks for.
type options struct {
	addr      string
	database  string
	table     string
	rows      int
	batchRows int
	days      float64
	end       time.Time
	workers   int
	compress  string
}

func parseOptions() options {
	given := options{end: time.Now()}
	flag.StringVar(&given.addr, "addr", "127.0.0.1:9000", "host:port of the native protocol")
	flag.StringVar(&given.database, "database", envOr("CLICKHOUSE_DATABASE", "analytics"), "database of the table")
	flag.StringVar(&given.table, "table", "page_events", "table to fill")
	flag.IntVar(&given.rows, "rows", 1_000_000, "rows to insert")
	flag.IntVar(&given.batchRows, "batch-rows", 100_000, "rows of one insert")
	flag.Float64Var(&given.days, "days", 30, "days that the times span")
	flag.Func("end", "when the times end, ISO 8601 (default now)", func(text string) (err error) {
		given.end, err = time.Parse(time.RFC3339, text)
		return err
	})
	// More than the cores would only share the processors' caches: server and program keep them busy as it is.
	flag.IntVar(&given.workers, "workers", runtime.NumCPU(), "goroutines that generate and insert")
	flag.StringVar(&given.compress, "compress", "lz4", "lz4 or none")
	flag.Parse()
	if wrong := given.wrong(); wrong != "" {
		fmt.Fprintln(os.Stderr, wrong)
		flag.Usage()
		os.Exit(2)
	}
	return given
}

// wrong says what cannot be done, if anything.
func (o options) wrong() string {
	switch {
	case o.rows < 1 || o.batchRows < 1 || o.workers < 1:
		return "-rows, -batch-rows and -workers are at least 1"
	case o.days <= 0:
		return "-days is more than 0"
	case o.compress != "lz4" && o.compress != "none":
		return "-compress is lz4 or none"
	case flag.NArg() > 0:
		return "unknown: " + strings.Join(flag.Args(), " ")
	}
	return ""
}

func envOr(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}
