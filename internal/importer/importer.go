// Package importer takes over the old bot's data: its Redis, its users blob and its table of characters.
//
// Every write is atomic and leaves a mark of its source where it wrote, so that an import may be repeated, or broken off and
// begun anew, and adds nothing twice. What a person had erased here stays erased.
package importer

import (
	"context"
	"fmt"
	"strconv"

	"feyre/store"
)

// Target is what an import writes to; its methods keep the contract of store.Mirrored.
type Target interface {
	AddOnce(ctx context.Context, counter store.Record, marker string) error
	Amend(ctx context.Context, slot store.Slot, change func(store.Record) (store.Record, error)) error
}

// maxLeft bounds how much of what was left a report names.
const maxLeft = 100

// Report says what an import took and what it left.
type Report struct {
	Users      Tally `json:"users"`
	Counters   Tally `json:"counters"`
	Trackers   Tally `json:"trackers"`
	Characters Tally `json:"characters"`
	// Left names what was not taken, and why; the first hundred of them.
	Left []string `json:"left"`
}

// Tally counts one kind of thing.
type Tally struct {
	Taken int `json:"taken"` // new here
	Known int `json:"known"` // here already, or taken by an earlier import
	Left  int `json:"left"`  // not taken
}

// Importer writes what it reads from one source.
type Importer struct {
	target Target
	source string
	report Report
}

// New makes an importer. source names where the data come from, the same at every try: marks carry it.
func New(target Target, source string) *Importer { return &Importer{target: target, source: source} }

// Report is what was done so far.
func (im *Importer) Report() Report { return im.report }

func (im *Importer) marker() string { return "import:" + im.source }

// leave notes something that is not taken.
func (im *Importer) leave(t *Tally, format string, args ...any) {
	t.Left++
	if len(im.report.Left) < maxLeft {
		im.report.Left = append(im.report.Left, fmt.Sprintf(format, args...))
	}
}

// user puts one into the set of users.
func (im *Importer) user(ctx context.Context, text string) error {
	id, ok := snowflake(text)
	if !ok {
		im.leave(&im.report.Users, "user %q: not an ID", text)
		return nil
	}
	slot, taken := store.Member(id), false
	err := im.target.Amend(ctx, slot, func(r store.Record) (store.Record, error) {
		taken = r.Time == 0 || r.Deleted && !r.Erased
		if !taken {
			return r, nil
		}
		return store.Record{Slot: slot, Time: -1}, nil
	})
	if err != nil {
		return fmt.Errorf("user %s: %w", text, err)
	}
	count(&im.report.Users, taken)
	return nil
}

func count(t *Tally, taken bool) {
	if taken {
		t.Taken++
	} else {
		t.Known++
	}
}

// snowflake reads an ID of Discord's.
func snowflake(text string) (uint64, bool) {
	id, err := strconv.ParseUint(text, 10, 64)
	return id, err == nil && id != 0
}
