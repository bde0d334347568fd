package cli

import (
	"fmt"
	"strings"
	"time"

	"feyre/internal/app"
)

// tellPass shows what a pass did.
func (p *program) tellPass(report app.SyncReport) {
	state := "nothing had changed"
	switch {
	case report.Committed:
		state = fmt.Sprintf("generation %d is committed", report.Generation)
	case report.ToStore > 0:
		state = fmt.Sprintf("the store is what generation %d holds", report.Generation)
	}
	p.tell("%s (%s, %s)", state, report.Mode, report.Took.Round(time.Millisecond))
	p.tell("  to the archive  %d records, %s in %d blobs", report.ToArchive, size(report.Uploaded), report.Blobs)
	p.tell("  to the store    %d records", report.ToStore)
	p.tellNonzero("  united          %d documents", report.United)
	p.tellNonzero("  added up        %d counters", report.Added)
	p.tellNonzero("  expired         %d trackers", report.Expired)
	p.tellNonzero("  removed         %d old blobs", report.Removed)
	p.tellNonzero("  left alone      %d values that are not JSON", report.Skipped)
	p.tellList("  salvaged        %s", report.Salvaged)
	p.tellList("  written anew    %s", report.Repaired)
	p.tellList("  lost            %s", report.Lost)
}

// tellStatus shows how store and archive are.
func (p *program) tellStatus(status app.SyncStatus) {
	last := "never"
	if !status.LastPass.IsZero() {
		last = fmt.Sprintf("%s, %s ago", status.LastPass.UTC().Format(time.RFC3339), status.Age.Round(time.Second))
	}
	p.tell("archive     %s", status.Archive)
	p.tell("last pass   %s", last)
	if status.Newest == 0 && status.Problem != "" { // what could not be asked is not nothing
		p.tell("generation  %d in the store, unknown in the archive", status.Generation)
		p.tell("waiting     %d changes", status.Waiting)
		p.tell("size        unknown")
	} else {
		p.tell("generation  %d in the store, %d in the archive", status.Generation, status.Newest)
		p.tell("waiting     %d changes", status.Waiting)
		p.tell("size        %d records, %s, %s before compression", status.Records, size(status.Bytes), size(status.RawBytes))
	}
	switch r := status.Rehearsal; {
	case r == nil:
		p.tell("rehearsal   none yet")
	case r.Problem != "":
		p.tell("rehearsal   generation %d differed: %s", r.Generation, r.Problem)
	default:
		p.tell("rehearsal   generation %d came back whole, %d records", r.Generation, r.Records)
	}
}

// statusFailure is the problem that a status tells of, nil where there is none.
func statusFailure(status app.SyncStatus) error {
	if status.Problem == "" {
		return nil
	}
	sentence := status.Problem
	if !strings.HasPrefix(sentence, "the archive") {
		sentence = "the archive: " + sentence
	}
	return &app.Failure{Sentence: sentence, Try: "feyre sync --once does a pass, or says what to do"}
}

// emptyArchive is told instead of praise for nothing.
const emptyArchive = "the archive is empty: nothing was ever mirrored to it"

// tellVerification shows what is damaged; sound says that nothing is, of the newest state at least.
func (p *program) tellVerification(found app.Verification, sound bool) {
	for _, line := range found.Damaged {
		p.tell("damaged: %s", line)
	}
	for _, line := range found.DamagedPast {
		p.tell("damaged, in older generations only: %s", line)
	}
	verdict := "all is well"
	if len(found.DamagedPast) > 0 {
		verdict = "the newest state is whole"
	}
	switch {
	case !sound:
	case found.Generations == 0:
		p.tell(emptyArchive)
	default:
		p.tell(verdict+": %d generations, %d blobs, %d records, %s", found.Generations, found.Blobs, found.Records, size(found.Bytes))
	}
}

// tellGenerations lists what can be restored.
func (p *program) tellGenerations(list []app.Generation) {
	if len(list) == 0 {
		p.tell(emptyArchive)
	}
	for _, g := range list {
		note := ""
		if g.Current {
			note = "  current"
		}
		if g.Problem != "" {
			note += "  " + g.Problem
		}
		p.tell("%6d  %s  %d records  %s%s", g.Generation, g.Time.UTC().Format(time.RFC3339), g.Records, size(g.Bytes), note)
	}
}

func (p *program) tellNonzero(format string, n int64) {
	if n != 0 {
		p.tell(format, n)
	}
}

func (p *program) tellList(format string, names []string) {
	if len(names) > 0 {
		p.tell(format, strings.Join(names, ", "))
	}
}
