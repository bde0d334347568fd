package dice

// noSymbol stands for no symbol: it is of no kind and means nothing.
var noSymbol = &Row{}

// symbols is a tree over the letters of all that may stand behind an operand.
// Node 0 is its root, and no node's next.
var symbols = indexSymbols(table)

type symbolTree struct {
	next  [256][256]uint8 // from a node, by the byte that is read there
	nodes [256]symbolNode
}

type symbolNode struct {
	row   *Row // what ends here
	inner bool // more may follow
	shout bool // it is an explosion of more than one character
}

func indexSymbols(rows []Row) (tree symbolTree) {
	used := uint8(0)
	for i := range rows {
		row := &rows[i]
		if !row.isSymbol() {
			continue
		}
		for _, text := range append([]string{row.Name}, row.Also...) {
			node := uint8(0)
			for _, c := range []byte(text) {
				next := tree.next[node][c]
				if next == 0 {
					used++
					next = used
					tree.next[node][c], tree.next[node][upper(c)] = next, next
					tree.nodes[node].inner = true
				}
				node = next
			}
			tree.nodes[node].row = row
			tree.nodes[node].shout = explodes(row.op) && text[0] == '!' && len(text) > 1
		}
	}
	tree.nodes[0] = symbolNode{row: noSymbol}
	return tree
}

// symbolAt returns the longest symbol that begins at the given place of src,
// and its end; or noSymbol.
func symbolAt(src string, at int) (*Row, int) {
	node, end := uint8(0), at
	for ; end < len(src); end++ {
		next := symbols.next[node][src[end]]
		if next == 0 {
			break
		}
		node = next
	}
	n := &symbols.nodes[node]
	if n.row == nil || n.shout || n.inner && end < len(src) && lower[src[end]] == unreadable {
		return spacedSymbolAt(src, at)
	}
	return n.row, end
}

// spacedSymbolAt is symbolAt where what follows must be looked at: space, of
// which any may stand within a symbol, or what a shorter symbol leaves.
func spacedSymbolAt(src string, pos int) (row *Row, end int) {
	row, end = noSymbol, pos
	for node := symbols.next[0][src[pos]]; node != 0; node = symbols.next[node][src[pos]] {
		pos++
		if n := &symbols.nodes[node]; n.row != nil && !(n.shout && belongsToNext(src, pos)) {
			row, end = n.row, pos
		}
		if pos = skipSpace(src, pos); pos == len(src) {
			break
		}
	}
	return row, end
}

// functions are the rows of the functions.
var functions = func() (rows []*Row) {
	for i := range table {
		if table[i].fn != 0 {
			rows = append(rows, &table[i])
		}
	}
	return rows
}()

// isSymbol reports whether the row is one that the parser looks up by its name
// behind an operand.
func (r *Row) isSymbol() bool {
	return r.Kind == KindModifier || r.binary != 0 || r.cmp != NoCmp || r.sign != signNone
}

// then reports whether the row, behind a condition, begins what to do.
func (r *Row) then() bool {
	return r.sign == signThen || r.sign == signIf || r.sign == signCount
}
