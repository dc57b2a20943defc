package main

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
)

const rows = 2_000

var start = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)

func filled(seed uint64) *columns {
	events := &columns{}
	newGenerator(seed).fill(events, rows, start, float64(250*time.Millisecond))
	return events
}

func TestEveryColumnHasEveryRow(t *testing.T) {
	c := filled(1)
	lengths := []int{
		len(c.eventID), len(c.ts), len(c.eventType), len(c.userID), len(c.sessionID), len(c.url),
		len(c.referrer), len(c.country), len(c.device), len(c.durationMs), len(c.metadata),
	}
	for column, length := range lengths {
		if length != rows {
			t.Errorf("column %d has %d rows", column, length)
		}
	}
	if kinds := distinct(c.eventType); len(kinds) != len(eventTypes) {
		t.Errorf("event types: %v", kinds)
	}
}

func TestTimesAreEvenlySpacedAndInTheIds(t *testing.T) {
	c := filled(1)
	if last := start.Add((rows - 1) * 250 * time.Millisecond); !c.ts[rows-1].Equal(last) {
		t.Errorf("the last event is at %v, not %v", c.ts[rows-1], last)
	}
	if !slices.IsSortedFunc(c.ts, time.Time.Compare) {
		t.Error("times are not in order")
	}
	if len(distinct(c.eventID)) != rows {
		t.Error("an id comes twice")
	}
	for row, id := range c.eventID {
		seconds, nanoseconds := id.Time().UnixTime()
		if id.Version() != 7 || id.Variant() != uuid.RFC4122 || !time.Unix(seconds, nanoseconds).Equal(c.ts[row]) {
			t.Fatalf("%v is no UUID v7 of %v", id, c.ts[row])
		}
	}
}

func TestSessionIsOneVisitOfOneUser(t *testing.T) {
	c := filled(1)
	userOf := map[uuid.UUID]uint64{}
	for row, id := range c.sessionID {
		if user, known := userOf[id]; known && user != c.userID[row] {
			t.Fatalf("session %v has users %d and %d", id, user, c.userID[row])
		}
		userOf[id] = c.userID[row]
	}
	if len(userOf) < rows/12 || len(userOf) > rows/6 {
		t.Errorf("%d sessions", len(userOf))
	}
}

func TestSeedDecidesEveryValue(t *testing.T) {
	if !slices.Equal(filled(1).eventID, filled(1).eventID) || !slices.Equal(filled(1).url, filled(1).url) {
		t.Error("the same seed makes other events")
	}
	if slices.Equal(filled(1).url, filled(2).url) {
		t.Error("another seed makes the same events")
	}
}

func TestColumnsAreFilledAnew(t *testing.T) {
	events := filled(1)
	newGenerator(1).fill(events, 10, start, 1)
	if len(events.url) != 10 {
		t.Errorf("%d rows are left of 10", len(events.url))
	}
}

func distinct[Value comparable](values []Value) map[Value]bool {
	found := map[Value]bool{}
	for _, value := range values {
		found[value] = true
	}
	return found
}
