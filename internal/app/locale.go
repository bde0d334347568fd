package app

import "strings"

// locale reads a language as Unix writes it ("de_DE.UTF-8") and returns it as Discord does ("de-DE").
func locale(unix string) string {
	name, _, _ := strings.Cut(unix, ".")
	return strings.ReplaceAll(name, "_", "-")
}
