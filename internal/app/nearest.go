package app

import "strings"

// nearestPath is the known key or section that is most like path.
func nearestPath(path string) string {
	var known []string
	for _, key := range Keys() {
		for i := range key.Path {
			if key.Path[i] == '.' {
				known = append(known, key.Path[:i])
			}
		}
		known = append(known, key.Path)
		if key.Secret {
			known = append(known, key.Path+fileSuffix)
		}
	}
	return nearest(path, known)
}

// nearestEnv is the known variable of the environment that is most like name.
func nearestEnv(name string) string {
	var known []string
	for _, key := range Keys() {
		known = append(known, key.Env())
		if key.Secret {
			known = append(known, key.Env()+strings.ToUpper(fileSuffix))
		}
	}
	return nearest(name, known)
}

// nearest is the one of known that takes the fewest changes to become word, the first where several do.
func nearest(word string, known []string) string {
	best, fewest := "", -1
	for _, candidate := range known {
		if n := changes(word, candidate); fewest < 0 || n < fewest {
			best, fewest = candidate, n
		}
	}
	return best
}

// changes counts the letters to add, drop or replace to make b of a (Levenshtein's distance).
func changes(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replaced := diagonal
			if a[i] != b[j] {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
