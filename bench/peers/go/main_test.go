package main

import "testing"

func TestPeakRSSGrowsWithWhatIsHeld(t *testing.T) {
	held := make([]byte, 100_000_000)
	for i := range held {
		held[i] = 1
	}
	peak, err := peakRSSBytes()
	if err != nil || peak < int64(len(held)) {
		t.Errorf("%d bytes (%v) with %d held", peak, err, len(held))
	}
}
