package app

import (
	"slices"
	"strings"

	"feyre/backend"
)

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
	return nearest(path, "."+path, known)
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
	return nearest(name, strings.TrimPrefix(name, strings.TrimSuffix(envPrefix, "_")), known)
}

// nearest is the one of known that is most like name: of those that end in tail, which is all of the name but for the sections before it, where
// there are such.
func nearest(name, tail string, known []string) string {
	ending := slices.DeleteFunc(slices.Clone(known), func(k string) bool { return !strings.HasSuffix(k, tail) })
	if len(ending) > 0 {
		known = ending
	}
	best, _ := backend.Nearest(name, known)
	return best
}
