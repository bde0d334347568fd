package bot

import "strings"

// routeKind says which rules of Discord apply to a route.
type routeKind uint8

const (
	// ordinaryRoute calls carry the bot's token and count against every limit.
	ordinaryRoute routeKind = iota
	// callbackRoute is the first answer to an interaction: exempt from the limits, needed within 3 s, and safe to repeat, because
	// Discord takes only one.
	callbackRoute
	// tokenRoute calls carry an interaction's token in the path: exempt from the global limit, with a bucket of their own.
	tokenRoute
)

// route is what the rate limits know of a request.
type route struct {
	// name is the method and the path without ids and tokens; also a metric label.
	name string
	// major is the part of the path that has limits of its own: a channel, a server or an interaction's token.
	major string
	kind  routeKind
}

// classify finds the route of a request by its path below the API's version.
func classify(method, path string) route {
	parts := strings.Split(path, "/")
	r := route{}
	switch {
	case parts[0] == "interactions" && len(parts) == 4:
		return route{name: "POST interactions/callback", kind: callbackRoute}
	case parts[0] == "webhooks" && len(parts) >= 3:
		r.kind, r.major = tokenRoute, parts[2]
		parts[1], parts[2] = "{id}", "{token}"
	case (parts[0] == "channels" || parts[0] == "guilds") && len(parts) >= 2:
		r.major = parts[1]
	}
	for i, part := range parts {
		if part != "" && strings.Trim(part, "0123456789") == "" {
			parts[i] = "{id}"
		}
	}
	r.name = method + " " + strings.Join(parts, "/")
	return r
}

// repeatable says whether the request may be sent again when it isn't known what became of it. Messages to a channel carry an enforced
// nonce; a follow-up has none and would be posted twice.
func (r route) repeatable() bool {
	if r.kind == callbackRoute || r.name == "POST channels/{id}/messages" {
		return true
	}
	return !strings.HasPrefix(r.name, "POST ")
}
