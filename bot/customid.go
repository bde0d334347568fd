package bot

import (
	"net/url"
	"strconv"
	"strings"

	"feyre/backend"
	"feyre/backend/reply"
)

// target is what a component leads to: a verb with options, and for a select the option that the pick becomes.
//
// As a custom id it is written path?name=value&name=value$option#number, where every part but the path may be missing and the number
// only tells apart components that would otherwise be the same.
type target struct {
	path    string
	options backend.Options
	option  string
}

// customID writes a target. It is empty where that takes more characters than Discord allows.
func customID(path string, args []reply.Arg, option string, number int) string {
	var id strings.Builder
	id.WriteString(path)
	for i, arg := range args {
		id.WriteByte("?&"[min(i, 1)])
		id.WriteString(url.QueryEscape(arg.Name) + "=" + url.QueryEscape(arg.Value))
	}
	if option != "" {
		id.WriteString("$" + url.QueryEscape(option))
	}
	if number > 0 {
		id.WriteString("#" + strconv.Itoa(number))
	}
	if id.Len() > maxCustomID {
		return ""
	}
	return id.String()
}

// parseCustomID reads a target. It says false for what customID never wrote.
func parseCustomID(id string) (target, bool) {
	id, _, _ = strings.Cut(id, "#")
	id, option, _ := strings.Cut(id, "$")
	path, query, _ := strings.Cut(id, "?")
	values, err := url.ParseQuery(query)
	if err != nil || path == "" {
		return target{}, false
	}
	t := target{path: path, options: backend.Options{}}
	for name, given := range values {
		t.options[name] = given[0]
	}
	t.option, err = url.QueryUnescape(option)
	return t, err == nil
}

// loggedName is what a log may tell of what was used: a command's name or a component's path, never the options in a custom id, which hold
// what people typed.
func (in *interaction) loggedName() string {
	if in.Data.Name != "" {
		return in.Data.Name
	}
	if end := strings.IndexAny(in.Data.CustomID, "?$#"); end >= 0 {
		return in.Data.CustomID[:end]
	}
	return in.Data.CustomID
}
