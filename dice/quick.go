package dice

// A quickReader reads what nearly every roll is: a sum of numbers and of pools
// whose dice are at most kept and dropped. It makes the tree that the parser
// makes, in less than half of the time, and leaves all else to the parser,
// which says what is wrong with it.
type quickReader struct {
	e      *Expr
	src    string
	limits *Limits
	end    int  // of what was read last
	at     int  // of what is next, behind space
	row    *Row // the symbol there, or noSymbol
	behind int  // where that symbol ends
}

// quick reads the source of e, which is reset, as far as it is such a sum. It
// returns the sum and its end, or nil if the parser is to read from the start.
// Behind the end is nothing, a comparison, or the note of a sum of one pool.
func (e *Expr) quick(limits *Limits) (sum Node, end int) {
	src := e.Source
	last := len(src) - 1
	if last < 0 || !isDigit(src[last]) || last >= limits.Characters || 4*last >= limits.Expanded {
		return nil, 0
	}
	q := quickReader{e: e, src: src, limits: limits}
	x := q.operand(0)
	for x != nil && q.at < len(src) && q.row.cmp == NoCmp {
		op := q.row.binary
		if op != Add && op != Sub {
			if _, ok := x.(*Pool); ok && src[q.at] == '[' {
				break
			}
			return nil, 0
		}
		y := q.operand(q.behind)
		if y == nil {
			return nil, 0
		}
		at, _ := x.Place()
		binary := e.arena.newBinary()
		binary.Span, binary.Op, binary.X, binary.Y = Span{int32(at), int32(q.end)}, op, x, y
		x = binary
	}
	if x == nil {
		return nil, 0
	}
	return x, q.end
}

// operand reads the number or the pool at the given place, or returns nil.
func (q *quickReader) operand(at int) Node {
	src := q.src
	n, end := leadingNumber(src, at)
	if end < len(src) && src[end]|0x20 == 'd' {
		if end == at {
			n = 1
		}
		if sides, behind := leadingNumber(src, end+1); behind-at <= surelyFits {
			q.found(behind)
			return q.pool(at, n, sides)
		}
		return nil
	}
	switch {
	case end-at > surelyFits:
		return nil
	case end == at:
		if at = skipSpace(src, end); at > end {
			return q.operand(at)
		}
		return nil
	}
	number := q.e.arena.newNumber()
	number.Span, number.Value = Span{int32(at), int32(end)}, n
	q.found(end)
	return number
}

// pool reads what is done with dice that begin at the given place.
func (q *quickReader) pool(at int, count, sides int64) Node {
	if count > int64(q.limits.Dice)-int64(q.e.least) || sides == 0 || sides > q.limits.Sides {
		return nil
	}
	pool := q.e.arena.newPool()
	pool.Count, pool.Sides.N = count, sides
	pool.Sides.setRange()
	for q.row.Kind == KindModifier {
		if !q.modifier(pool) {
			return nil
		}
	}
	pool.Span = Span{int32(at), int32(q.end)}
	q.e.least += int32(count)
	return pool
}

// modifier reads the modifier that is next, and its number.
func (q *quickReader) modifier(pool *Pool) bool {
	row, at := q.row, q.behind
	n, end := leadingNumber(q.src, at)
	if end == at {
		at = skipSpace(q.src, at)
		n, end = leadingNumber(q.src, at)
	}
	keeps := row.op != 0 && row.op <= DropHighest && row.sign == signNone
	if !keeps || end == at || end-at > surelyFits {
		return false
	}
	m := q.e.arena.addModifier(pool)
	m.Op, m.Cmp, m.N, m.At = row.op, row.bare, n, int32(q.at)
	q.found(end)
	return true
}

// found records the end of what was read, and finds the symbol behind it.
func (q *quickReader) found(end int) {
	q.end, q.at, q.row = end, end, noSymbol
	if end < len(q.src) {
		q.findSymbol(end)
	}
}

// findSymbol finds the symbol that begins at the given place or behind space there.
func (q *quickReader) findSymbol(at int) {
	row, behind := symbolAt(q.src, at)
	if row == noSymbol {
		if at = skipSpace(q.src, at); at < len(q.src) {
			row, behind = symbolAt(q.src, at)
		}
	}
	q.at, q.row, q.behind = at, row, behind
}
