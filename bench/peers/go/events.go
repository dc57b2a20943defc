package main

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/brianvoe/gofakeit/v7"
	"github.com/google/uuid"
)

const (
	users          = 5_000_000
	sessionRowsMax = 17
	durationMsMax  = 60_000
	directShare    = 0.3
)

var (
	eventTypes       = []any{"page_view", "scroll", "click", "search", "add_to_cart", "form_submit", "purchase"}
	eventTypeWeights = []float32{58, 16, 15, 5, 3, 2, 1}
	devices          = []any{"mobile", "desktop", "tablet", "tv"}
	deviceWeights    = []float32{58, 37, 4, 1}
	browsers         = []string{"Chrome", "Safari", "Edge", "Firefox", "Samsung Internet", "Opera"}
	systems          = []string{"Android", "Windows", "iOS", "macOS", "Linux", "ChromeOS"}
)

// session is what all events of one visit share.
type session struct {
	userID   uint64
	id       uuid.UUID
	country  string
	device   string
	metadata map[string]string
}

// columns are events as clickhouse-go takes them fastest: a slice for each column.
type columns struct {
	eventID    []uuid.UUID
	ts         []time.Time
	eventType  []string
	userID     []uint64
	sessionID  []uuid.UUID
	url        []string
	referrer   []string
	country    []string
	device     []string
	durationMs []uint32
	metadata   []map[string]string
}

// generator makes events. One belongs to one goroutine, so it needs no lock.
type generator struct {
	fake   *gofakeit.Faker
	source *rand.PCG
}

func newGenerator(seed uint64) *generator {
	source := rand.NewPCG(seed, seed)
	return &generator{fake: gofakeit.NewFaker(source, false), source: source}
}

// fill replaces what c holds by rows events, the first one at start, each step after the one before. Events of a session
// follow each other.
func (g *generator) fill(c *columns, rows int, start time.Time, step float64) {
	c.reset()
	var visit session
	left := 0
	for row := range rows {
		if left == 0 {
			visit, left = g.session(), g.fake.IntRange(1, sessionRowsMax)
		}
		left--
		at := start.Add(time.Duration(float64(row) * step))
		c.eventID = append(c.eventID, g.uuidV7(at))
		c.ts = append(c.ts, at)
		c.eventType = append(c.eventType, g.weighted(eventTypes, eventTypeWeights))
		c.userID = append(c.userID, visit.userID)
		c.sessionID = append(c.sessionID, visit.id)
		c.url = append(c.url, g.url())
		c.referrer = append(c.referrer, g.referrer())
		c.country = append(c.country, visit.country)
		c.device = append(c.device, visit.device)
		c.durationMs = append(c.durationMs, uint32(g.fake.IntRange(10, durationMsMax)))
		c.metadata = append(c.metadata, visit.metadata)
	}
}

func (g *generator) session() session {
	var id uuid.UUID
	binary.BigEndian.PutUint64(id[:8], g.source.Uint64())
	binary.BigEndian.PutUint64(id[8:], g.source.Uint64())
	return session{
		userID:   uint64(users * math.Pow(g.fake.Float64(), 3)),
		id:       withVersion(id, 4),
		country:  g.fake.CountryAbr(),
		device:   g.weighted(devices, deviceWeights),
		metadata: map[string]string{"browser": g.fake.RandomString(browsers), "os": g.fake.RandomString(systems)},
	}
}

// uuidV7 is what uuid.NewV7 makes, for any time and without the system's slow random numbers.
func (g *generator) uuidV7(at time.Time) uuid.UUID {
	var id uuid.UUID
	binary.BigEndian.PutUint64(id[:8], uint64(at.UnixMilli())<<16|g.source.Uint64()&0xffff)
	binary.BigEndian.PutUint64(id[8:], g.source.Uint64())
	return withVersion(id, 7)
}

func withVersion(id uuid.UUID, version byte) uuid.UUID {
	id[6] = id[6]&0x0f | version<<4
	id[8] = id[8]&0x3f | 0x80
	return id
}

func (g *generator) weighted(values []any, weights []float32) string {
	value, err := g.fake.Weighted(values, weights)
	if err != nil {
		panic(err) // only for lists of different lengths
	}
	return value.(string)
}

func (g *generator) url() string {
	return "https://shop.example/" + strings.ReplaceAll(g.fake.ProductCategory(), " ", "-") + "/" + g.fake.Noun()
}

func (g *generator) referrer() string {
	if g.fake.Float64() < directShare {
		return ""
	}
	return "https://" + g.fake.DomainName() + "/"
}

// reset empties all columns and keeps their memory.
func (c *columns) reset() {
	c.eventID, c.ts, c.eventType = c.eventID[:0], c.ts[:0], c.eventType[:0]
	c.userID, c.sessionID, c.url = c.userID[:0], c.sessionID[:0], c.url[:0]
	c.referrer, c.country, c.device = c.referrer[:0], c.country[:0], c.device[:0]
	c.durationMs, c.metadata = c.durationMs[:0], c.metadata[:0]
}
