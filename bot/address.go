package bot

import (
	"net/http"
	"net/url"
	"strings"
)

// apiVersion is the version of Discord's API that this package speaks.
const apiVersion = "10"

// relocator sends arikawa's requests to the configured API. arikawa's addresses are constants of an older version; changing its package
// variables instead would change them for the whole process.
type relocator struct {
	base *url.URL
	next http.RoundTripper
}

// RoundTrip sends the request to the same path of version 10, below the base's own path.
func (r relocator) RoundTrip(request *http.Request) (*http.Response, error) {
	moved := *request
	moved.URL = r.move(request.URL)
	moved.Host = ""
	return r.next.RoundTrip(&moved)
}

func (r relocator) move(from *url.URL) *url.URL {
	to := *from
	to.Scheme, to.Host, to.User = r.base.Scheme, r.base.Host, r.base.User
	to.Path = r.base.Path + "/api/v" + apiVersion + "/" + apiPath(from.Path)
	to.RawPath = ""
	return &to
}

// apiPath is what follows the version in a path such as "/api/v9/gateway/bot".
func apiPath(path string) string {
	rest, found := strings.CutPrefix(path, "/api/v")
	if !found {
		return strings.TrimPrefix(path, "/")
	}
	_, rest, _ = strings.Cut(rest, "/")
	return rest
}
