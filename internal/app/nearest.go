package app

import (
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
	nearest, _ := backend.Nearest(path, known)
	return nearest
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
	nearest, _ := backend.Nearest(name, known)
	return nearest
}
