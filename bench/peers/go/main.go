// Fills page_events as most people would in Go: gofakeit for every row, clickhouse-go's native protocol for the inserts.
//
// Who the user is comes from CLICKHOUSE_USER and CLICKHOUSE_PASSWORD; the table must be there. Prints one line of JSON at
// the end: rows, seconds, cpuSeconds, peakRssBytes.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// report is what the last line of the output says.
type report struct {
	Rows         int     `json:"rows"`
	Seconds      float64 `json:"seconds"`
	CPUSeconds   float64 `json:"cpuSeconds"`
	PeakRSSBytes int64   `json:"peakRssBytes"`
}

func main() {
	if err := run(context.Background(), parseOptions()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, options options) error {
	conn, err := connect(options)
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := conn.Ping(ctx); err != nil {
		return fmt.Errorf("connecting to %s: %w", options.addr, err)
	}
	cpuBefore, started := cpuSeconds(), time.Now()
	if err := insertAll(ctx, conn, options); err != nil {
		return err
	}
	peakRSS, err := peakRSSBytes()
	if err != nil {
		return err
	}
	line, err := json.Marshal(report{
		Rows:         options.rows,
		Seconds:      time.Since(started).Seconds(),
		CPUSeconds:   cpuSeconds() - cpuBefore,
		PeakRSSBytes: peakRSS,
	})
	if err != nil {
		return err
	}
	fmt.Println(string(line))
	return nil
}

func cpuSeconds() float64 {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		panic(err) // only for a wrong argument
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano()).Seconds()
}

// peakRSSBytes is the most memory that this program ever had; getrusage would count what its parent had, too.
func peakRSSBytes() (int64, error) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		if size, found := strings.CutPrefix(line, "VmHWM:"); found {
			kibibytes, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(size), " kB"), 10, 64)
			return kibibytes * 1024, err
		}
	}
	return 0, errors.New("/proc/self/status names no VmHWM")
}
