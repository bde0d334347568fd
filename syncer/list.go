package syncer

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Generation is a committed state that can be restored.
type Generation struct {
	Generation int64     `json:"generation"`
	Time       time.Time `json:"time"` // when it was committed, by the store's clock
	Records    int64     `json:"records"`
	Bytes      int64     `json:"bytes"` // compressed
	Current    bool      `json:"current"`
	Problem    string    `json:"problem,omitempty"` // why its manifest can't be read
}

// List returns the generations that can be restored, newest first.
func (s *Syncer) List(ctx context.Context) ([]Generation, error) {
	current, err := loadHead(ctx, s.archive, nil, s.accepts)
	if err != nil {
		return nil, err
	}
	if current.manifest == nil {
		return nil, nil
	}
	numbers, err := generations(ctx, s.archive)
	if err != nil {
		return nil, err
	}
	newest := current.manifest.Generation
	if len(numbers) == 0 || numbers[0] < newest {
		numbers = append([]int64{newest}, numbers...)
	}
	list := make([]Generation, len(numbers))
	done := s.phase("list", len(numbers))
	err = parallel(ctx, restoreWorkers, len(numbers), func(ctx context.Context, i int) error {
		defer done()
		m, err := current.manifest, error(nil)
		if numbers[i] != newest {
			m, err = pastManifest(ctx, s.archive, numbers[i])
		}
		list[i] = describe(numbers[i], m, err)
		list[i].Current = numbers[i] == newest
		if errors.Is(err, ErrDamaged) || errors.Is(err, ErrNotFound) {
			return nil
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("history: %w", err)
	}
	return list, nil
}

// Generation tells of one that can be restored; ErrNotFound where there is none of that number.
func (s *Syncer) Generation(ctx context.Context, number int64) (Generation, error) {
	m, err := pastManifest(ctx, s.archive, number)
	if err != nil {
		return Generation{}, err
	}
	return describe(number, m, nil), nil
}

func describe(number int64, m *Manifest, err error) Generation {
	if err != nil {
		return Generation{Generation: number, Problem: err.Error()}
	}
	records, stored, _ := m.size()
	return Generation{Generation: number, Time: time.UnixMicro(m.Time), Records: records, Bytes: stored}
}
