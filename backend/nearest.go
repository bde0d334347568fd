package backend

// Nearest is the one of known that takes the fewest changes to become word, the first where several do, and how many those are.
func Nearest(word string, known []string) (best string, fewest int) {
	fewest = -1
	for _, candidate := range known {
		if n := changes([]rune(word), []rune(candidate)); fewest < 0 || n < fewest {
			best, fewest = candidate, n
		}
	}
	return best, fewest
}

// Meant is the one of known that somebody meant who typed word, whatever the case: a slip or two away; "" where nothing is so near.
func Meant(word string, known []string) string {
	folded := make([]string, len(known))
	for i := range known {
		folded[i] = Folded(known[i])
	}
	word = Folded(word)
	best, slips := Nearest(word, folded)
	if slips < 0 || slips > 2 || 3*slips > len([]rune(word)) {
		return ""
	}
	for i := range known {
		if folded[i] == best {
			return known[i]
		}
	}
	return ""
}

// changes counts the letters to add, drop, replace or swap with their neighbour to make b of a (Damerau's and Levenshtein's distance,
// where no letter is changed twice).
func changes(a, b []rune) int {
	var before []int
	last := make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row := make([]int, len(b)+1)
		row[0] = i + 1
		for j := range b {
			replaced := last[j]
			if a[i] != b[j] {
				replaced++
			}
			row[j+1] = min(replaced, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}
