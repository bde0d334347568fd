package embedded_test

import (
	"fmt"
	"path/filepath"
	"testing"
)

// BenchmarkRecord counts requests in a file, from one caller and from many.
func BenchmarkRecord(b *testing.B) {
	for _, callers := range []int{2, 8, 64, 128} {
		b.Run(fmt.Sprintf("%d callers", callers), func(b *testing.B) {
			s := open(b, filepath.Join(b.TempDir(), "feyre.db"))
			b.SetParallelism(callers / 2)
			b.RunParallel(func(pb *testing.PB) {
				for user := uint64(1); pb.Next(); user++ {
					if err := s.Record(b.Context(), "roll", user%1000+1); err != nil {
						b.Error(err)
					}
				}
			})
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "requests/s")
		})
	}
}
