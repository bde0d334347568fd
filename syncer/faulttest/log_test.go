package faulttest

import (
	"bufio"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// journal is the oracle: a file with a line for each write that a client tries, and one when the store has acknowledged it. What the
// syncer says of itself is not asked.
type journal struct{ file *os.File }

func openJournal(path string) (*journal, error) {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
	return &journal{file: file}, err
}

func (j *journal) note(what, key, value string) error {
	_, err := fmt.Fprintf(j.file, "%s %s %s\n", what, key, value)
	return err
}

// ledger is what a journal says. A key's values are those that were added to it since it was last deleted.
type ledger struct {
	acked   map[string][]string
	tried   map[string]map[string]bool
	deleted map[string]bool
	safe    map[string]int  // how many of a key's acknowledged values nothing may take away, since the last mark
	gone    map[string]bool // keys that were deleted, or perhaps deleted, since the last mark
	ever    map[string]map[string]bool
	// begun is what safe and gone become if the pass that has begun is good.
	begun struct {
		safe map[string]int
		gone map[string]bool
	}
}

func newLedger() *ledger {
	l := &ledger{
		acked: map[string][]string{}, tried: map[string]map[string]bool{}, deleted: map[string]bool{},
		safe: map[string]int{}, gone: map[string]bool{}, ever: map[string]map[string]bool{},
	}
	l.begin()
	return l
}

func readJournal(t *testing.T, path string) *ledger {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	l := newLedger()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		fields := strings.Fields(lines.Text())
		if len(fields) == 3 {
			l.take(fields[0], fields[1], fields[2])
		}
	}
	return l
}

func (l *ledger) take(what, key, value string) {
	switch what {
	case "try":
		for _, tries := range []map[string]map[string]bool{l.tried, l.ever} {
			if tries[key] == nil {
				tries[key] = map[string]bool{}
			}
			tries[key][value] = true
		}
		l.deleted[key] = false
	case "ack":
		l.acked[key] = append(l.acked[key], value)
	case "deleting":
		l.acked[key] = nil
		l.forget(key)
	case "delete":
		l.acked[key], l.tried[key], l.deleted[key] = nil, nil, true
		l.forget(key)
	case "mark":
		l.begin()
		l.good()
	case "begin":
		l.begin()
	case "good":
		l.good()
	case "lose":
		l.lose()
	}
}

// forget notes that a key's values were taken away, since the mark and since the pass began.
func (l *ledger) forget(key string) {
	l.gone[key], l.begun.gone[key] = true, true
}

// begin says that a pass begins: what was acknowledged until now is in the archive when the pass is good.
func (l *ledger) begin() {
	l.begun.gone, l.begun.safe = map[string]bool{}, map[string]int{}
	for key, values := range l.acked {
		l.begun.safe[key] = len(values)
	}
}

// good says that the pass that began last is good.
func (l *ledger) good() { l.safe, l.gone = l.begun.safe, l.begun.gone }

// lose says that the store lost what it had, so that what came after the mark may be lost.
func (l *ledger) lose() {
	for key, values := range l.acked {
		l.acked[key] = values[:min(len(values), l.safe[key])]
		l.begun.safe[key] = min(l.begun.safe[key], len(l.acked[key])) // a pass under way can't save the rest any more
	}
	for key := range l.gone {
		l.acked[key], l.deleted[key] = nil, false
		l.tried[key] = maps.Clone(l.ever[key])
	}
}

// compare holds a store's content against the journal: every acknowledged write is there, and nothing that nobody tried.
func (l *ledger) compare(t *testing.T, where string, content map[string][]string) {
	t.Helper()
	for key, values := range l.acked {
		for _, value := range values {
			if !slices.Contains(content[key], value) {
				t.Errorf("%s: acknowledged write %s of %s is lost; there is %v", where, value, key, content[key])
				break
			}
		}
	}
	for key, values := range content {
		if l.deleted[key] {
			t.Errorf("%s: deleted %s is back: %v", where, key, values)
		}
		for _, value := range values {
			if !l.tried[key][value] {
				t.Errorf("%s: nobody wrote %s to %s", where, value, key)
			}
		}
	}
}

// counted reads a counter: it must be at least what was acknowledged and at most what was tried. A wrong one becomes a value that nobody wrote.
func (l *ledger) counted(key, value string) []string {
	n, err := strconv.Atoi(value)
	if err != nil || n < len(l.acked[key]) || n > len(l.tried[key]) {
		return []string{"count-of-" + value}
	}
	return l.acked[key]
}

// expire forgets a key whose last writes were in the given rounds: nobody touched it since, and it is to be gone.
func (l *ledger) expire(key string, rounds ...string) {
	values := l.acked[key]
	if len(values) == 0 {
		return
	}
	last := values[len(values)-1]
	for _, round := range rounds {
		if strings.HasPrefix(last, round) {
			l.take("delete", key, "-")
		}
	}
}
