package dice

import "strings"

// repetitionWithNotes rolls the whole expression and sums its notes.
func (w *worker) repetitionWithNotes(rep *Repetition) {
	sums := w.res.others()
	from := len(sums.notes)
	rep.Total = w.noted(w.expr.Root, from)
	rep.Notes = sums.notes[from:len(sums.notes):len(sums.notes)]
}

// noted rolls n and sums its notes into the result's notes from the given one on.
func (w *worker) noted(n Node, from int) int64 {
	switch n := n.(type) {
	case *Then:
		return w.noted(w.branch(n), from)
	case *Compare:
		x := w.addNotes(n.X, 1, from)
		return w.compare(n, x, w.value(n.Y))
	}
	return w.addNotes(n, 1, from)
}

// addNotes rolls n and records the note of each of its additive terms; sign is
// how the whole of n counts.
func (w *worker) addNotes(n Node, sign int64, from int) int64 {
	if n, ok := n.(*Binary); ok && (n.Op == Add || n.Op == Sub) {
		x := w.addNotes(n.X, sign, from)
		if n.Op == Sub {
			sign = -sign
		}
		return w.binary(n, x, w.addNotes(n.Y, sign, from))
	}
	v := w.value(n)
	if note, ok := onlyNote(n); ok {
		w.addNote(n, note, w.mul(n, sign, v), from)
	}
	return v
}

// addNote adds v to the sum of a note.
func (w *worker) addNote(n Node, note string, v int64, from int) {
	sums := w.res.others()
	notes := sums.notes[from:]
	for i := range notes {
		if strings.EqualFold(notes[i].Note, note) {
			notes[i].Total = w.add(n, notes[i].Total, v)
			return
		}
	}
	sums.notes = append(sums.notes, NoteSum{Note: note, Total: v})
}

// onlyNote returns the one kind of note in n, if there is exactly one.
func onlyNote(n Node) (note string, ok bool) {
	kinds := 0
	walk(n, func(n Node) {
		noted, isNoted := n.(*Noted)
		if isNoted && (kinds == 0 || !strings.EqualFold(noted.Note, note)) {
			note = noted.Note
			kinds++
		}
	})
	return note, kinds == 1
}
