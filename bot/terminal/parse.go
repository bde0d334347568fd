package terminal

import (
	"slices"
	"strconv"
	"strings"

	"feyre/backend"
)

// command is a line that was read against the declarations.
type command struct {
	path    string
	options backend.Options
	// verbs are the subcommands to choose from, where the line names a command that needs one.
	verbs []string
	// twice is the option that was given more than once.
	twice string
	// unknown says that the line names no command.
	unknown bool
}

// parse reads a line such as "/init join character:Sir Oliver roll:1d20+3". What isn't declared is left to the controller to
// refuse: an unknown command as its path, text that no option takes as an option of that name.
func parse(commands []backend.Command, line string) command {
	line = strings.TrimPrefix(strings.TrimSpace(strings.ReplaceAll(line, "\t", " ")), "/")
	verb, rest, found := route(commands, line)
	if !found {
		name, _ := cutWord(line)
		verbs := subcommands(commands, name)
		return command{path: clean(name), verbs: verbs, unknown: len(verbs) == 0}
	}
	options, twice := values(visible(verb.Options), rest)
	return command{path: verb.Path, options: options, twice: twice}
}

// route finds the verb whose path the line begins with, the longest where several do.
func route(commands []backend.Command, line string) (found backend.Verb, rest string, ok bool) {
	for _, command := range commands {
		if command.Kind != backend.Slash {
			continue
		}
		for _, verb := range command.Verbs {
			after, fits := cutPath(line, verb.Path)
			if fits && !verb.Hidden && (!ok || len(verb.Path) > len(found.Path)) {
				found, rest, ok = verb, after, true
			}
		}
	}
	return found, rest, ok
}

// cutPath takes the words of path off the front of line.
func cutPath(line, path string) (rest string, ok bool) {
	for want := range strings.SplitSeq(path, "/") {
		var word string
		if word, line = cutWord(line); word != want {
			return "", false
		}
	}
	return line, true
}

func subcommands(commands []backend.Command, name string) []string {
	var verbs []string
	for _, command := range commands {
		if command.Name != name || command.Kind != backend.Slash {
			continue
		}
		for _, verb := range command.Verbs {
			if !verb.Hidden {
				verbs = append(verbs, "/"+strings.ReplaceAll(verb.Path, "/", " "))
			}
		}
	}
	return verbs
}

// values cuts text into option values. Each runs from its name and a colon to the next or the end of the line. What stands
// before the first belongs to the sole required option, or to the sole option of all.
func values(options []backend.Option, text string) (given backend.Options, twice string) {
	given = backend.Options{}
	marks := marks(options, text)
	end := len(text)
	if len(marks) > 0 {
		end = marks[0].at
	}
	if lead := strings.TrimSpace(text[:end]); lead != "" {
		given[leadName(options, lead)] = lead
	}
	for i, mark := range marks {
		end = len(text)
		if i+1 < len(marks) {
			end = marks[i+1].at
		}
		if given.Given(mark.name) {
			return given, mark.name
		}
		given[mark.name] = strings.TrimSpace(text[mark.at+len(mark.name)+1 : end])
	}
	return given, ""
}

// leadName is the option that text without a name is for; where there is none, a name that isn't declared: the text's first word.
func leadName(options []backend.Option, lead string) string {
	required := slices.DeleteFunc(slices.Clone(options), func(o backend.Option) bool { return !o.Required })
	for _, sole := range [][]backend.Option{required, options} {
		if len(sole) == 1 {
			return sole[0].Name
		}
	}
	word, _ := cutWord(lead)
	if slices.ContainsFunc(options, func(o backend.Option) bool { return o.Name == word }) {
		return strconv.Quote(word)
	}
	return clean(word)
}

// mark is a place where an option's name and colon stand.
type mark struct {
	name string
	at   int
}

func marks(options []backend.Option, text string) []mark {
	var found []mark
	for at := range len(text) {
		if at > 0 && text[at-1] != ' ' {
			continue
		}
		for _, option := range options {
			if strings.HasPrefix(text[at:], option.Name+":") {
				found = append(found, mark{option.Name, at})
			}
		}
	}
	return found
}

func visible(options []backend.Option) []backend.Option {
	return slices.DeleteFunc(slices.Clone(options), func(o backend.Option) bool { return o.Hidden })
}

// cutWord parts a line at its first run of spaces.
func cutWord(line string) (word, rest string) {
	word, rest, _ = strings.Cut(strings.TrimLeft(line, " "), " ")
	return word, strings.TrimLeft(rest, " ")
}
