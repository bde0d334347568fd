package app

import (
	"fmt"
	"net/url"
	"reflect"
	"regexp"
	"strings"
	"time"
)

// masked stands for a secret that is set.
const masked = "********"

// Example is the configuration file that says what every key is for, with the defaults.
func Example() string {
	r := renderer{help: true}
	r.line("# Feyre's configuration, with the defaults. Every key may be left out.")
	r.line("#")
	r.line("# The environment goes over this file: store.redis.addrs is FEYRE_STORE_REDIS_ADDRS, with commas. Flags go over both.")
	r.line("# A secret may also be given as a file: the same key with _file at its end, here as comments.")
	r.render(Default())
	return r.String()
}

// Effective is a configuration as a file, with secrets masked.
func (c Config) Effective() string {
	var r renderer
	r.render(c)
	return r.String()
}

type renderer struct {
	strings.Builder
	help    bool
	section []string
}

func (r *renderer) line(text string) {
	r.WriteString(text)
	r.WriteByte('\n')
}

func (r *renderer) render(c Config) {
	values := map[string]reflect.Value{}
	walk(reflect.ValueOf(c), "", func(path string, value reflect.Value) { values[path] = value })
	for _, key := range Keys() {
		r.key(key, values[key.Path])
	}
}

func (r *renderer) key(key Key, value reflect.Value) {
	parts := strings.Split(key.Path, ".")
	sections, name := parts[:len(parts)-1], parts[len(parts)-1]
	r.enter(sections)
	indent := strings.Repeat("  ", len(sections))
	text := written(value)
	if key.Secret && text != `""` {
		text = masked
	}
	if !r.help {
		r.line(indent + name + ": " + text)
		return
	}
	r.line(indent + "# " + key.Help)
	r.line(indent + name + ": " + text)
	if key.Secret {
		r.line(indent + "# " + name + fileSuffix + `: ""`)
	}
}

// enter writes the headings of the sections that weren't open yet.
func (r *renderer) enter(sections []string) {
	same := 0
	for same < len(sections) && same < len(r.section) && sections[same] == r.section[same] {
		same++
	}
	if same == 0 && r.help {
		r.line("")
	}
	for depth := same; depth < len(sections); depth++ {
		r.line(strings.Repeat("  ", depth) + sections[depth] + ":")
	}
	r.section = sections
}

// written is a value as YAML, in one line.
func written(value reflect.Value) string {
	switch v := value.Interface().(type) {
	case string:
		return quoted(withoutPassword(v))
	case []string:
		items := make([]string, len(v))
		for i, item := range v {
			items[i] = fmt.Sprintf("%q", item)
		}
		return "[" + strings.Join(items, ", ") + "]"
	case time.Duration:
		return short(v)
	default:
		return fmt.Sprint(v)
	}
}

// quoted leaves words as they are and puts everything else in quotes.
func quoted(text string) string {
	if regexp.MustCompile(`^[A-Za-z/][\w./:-]*[\w/]$`).MatchString(text) && text != "true" && text != "false" {
		return text
	}
	return fmt.Sprintf("%q", text)
}

// withoutPassword hides the password of an address.
func withoutPassword(text string) string {
	address, err := url.Parse(text)
	if err != nil || address.User == nil {
		return text
	}
	return address.Redacted()
}

// short writes a duration without the zeros that time.Duration adds.
func short(d time.Duration) string {
	text := d.String()
	if trimmed, found := strings.CutSuffix(text, "m0s"); found {
		text = trimmed + "m"
	}
	if trimmed, found := strings.CutSuffix(text, "h0m"); found {
		text = trimmed + "h"
	}
	return text
}
