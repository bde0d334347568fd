package discordtest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"time"
)

// call is one REST request on its way through the server.
type call struct {
	request *http.Request
	route   string // "METHOD /path/{template}" below /api/v10
	at      time.Time
	body    []byte // the JSON part
	files   []File
}

func (c *call) path(name string) string { return c.request.PathValue(name) }

// answer is what a route gives back; a nil body is no content.
type answer struct {
	status int
	body   any
}

// route is one endpoint. Open routes need no bot token: the interaction's own
// token in the path is their key.
type route struct {
	pattern string
	open    bool
	serve   func(*call) (answer, *APIError)
}

func (s *Server) routes() []route {
	const (
		commands      = " /applications/{app}/commands"
		guildCommands = " /applications/{app}/guilds/{guild}/commands"
		hook          = " /webhooks/{app}/{token}"
		original      = hook + "/messages/@original"
		followUp      = hook + "/messages/{message}"
		messages      = " /channels/{channel}/messages"
		message       = messages + "/{message}"
	)
	return []route{
		{"GET /gateway", true, s.getGateway},
		{"GET /gateway/bot", false, s.getGatewayBot},
		{"GET /users/@me", false, s.getUser},
		{"GET /applications/@me", false, s.getApplication},
		{"GET /oauth2/applications/@me", false, s.getApplication},
		{"GET" + commands, false, s.getCommands},
		{"PUT" + commands, false, s.putCommands},
		{"GET" + guildCommands, false, s.getCommands},
		{"PUT" + guildCommands, false, s.putCommands},
		{callbackRoute, true, s.postCallback},
		{"POST" + hook, true, s.postFollowUp},
		{"GET" + original, true, s.getOriginal},
		{"PATCH" + original, true, s.patchOriginal},
		{"DELETE" + original, true, s.deleteOriginal},
		{"GET" + followUp, true, s.getFollowUp},
		{"PATCH" + followUp, true, s.patchFollowUp},
		{"DELETE" + followUp, true, s.deleteFollowUp},
		{"POST" + messages, false, s.postMessage},
		{"GET" + message, false, s.getMessage},
		{"PATCH" + message, false, s.patchMessage},
		{"DELETE" + message, false, s.deleteMessage},
	}
}

const (
	apiPath       = "/api/v10"
	callbackRoute = "POST /interactions/{id}/{token}/callback"
)

// handler serves REST and gateway on one address.
func (s *Server) handler() http.Handler {
	mux := http.NewServeMux()
	for _, r := range s.routes() {
		method, path, _ := strings.Cut(r.pattern, " ")
		mux.HandleFunc(method+" "+apiPath+path, func(w http.ResponseWriter, req *http.Request) {
			s.serve(w, req, r)
		})
	}
	mux.HandleFunc("GET "+gatewayPath, s.Gateway.serve)
	mux.HandleFunc("GET "+resumePath, s.Gateway.serve)
	mux.HandleFunc("/", s.serveUnknown)
	return mux
}

// serve takes a request through faults, keys, limits and checks to its route,
// and records what became of it.
func (s *Server) serve(w http.ResponseWriter, req *http.Request, r route) {
	c := &call{request: req, route: r.pattern, at: s.clock.Now()}
	bodyErr := c.read()
	fault := s.takeFault(c)
	if fault != nil && !fault.before(s.closing, req) {
		s.record(c, 0, nil)
		panic(http.ErrAbortHandler)
	}
	header := w.Header()
	reply, err := s.admit(c, r, header, fault)
	if err == nil && bodyErr != nil {
		err = bodyErr
	}
	if err == nil && reply.status == 0 {
		err = s.validate(c)
	}
	if err == nil && reply.status == 0 {
		reply, err = r.serve(c)
	}
	if fault != nil && fault.CutAfter {
		s.record(c, 0, nil)
		panic(http.ErrAbortHandler)
	}
	if err != nil {
		reply = answer{err.Status, err}
		s.noteRefusal(c, err)
	}
	s.write(w, c, reply)
}

// admit applies what comes before a route: scripted answers, the bot token,
// rate limits.
func (s *Server) admit(c *call, r route, header http.Header, fault *Fault) (answer, *APIError) {
	if !strings.HasPrefix(c.request.UserAgent(), "DiscordBot (") {
		return answer{}, refuse(http.StatusForbidden, CodeBlockedByCloudflare, "internal network error")
	}
	if !r.open && c.request.Header.Get("Authorization") != "Bot "+s.opts.Token {
		return answer{}, refuse(http.StatusUnauthorized, CodeGeneral, "401: Unauthorized")
	}
	if limited := s.limit.admit(c, r.open, s.opts, header); limited != nil {
		return *limited, nil
	}
	if fault == nil {
		return answer{}, nil
	}
	if fault.RateLimit != nil {
		return s.limit.impose(c, fault.RateLimit, header), nil
	}
	if fault.Status != 0 {
		return fault.answer(), nil
	}
	return answer{}, nil
}

func (s *Server) write(w http.ResponseWriter, c *call, reply answer) {
	var body []byte
	if reply.body != nil {
		var buf bytes.Buffer
		enc := json.NewEncoder(&buf)
		enc.SetEscapeHTML(false)
		_ = enc.Encode(reply.body)
		body = bytes.TrimSuffix(buf.Bytes(), []byte("\n"))
		w.Header().Set("Content-Type", "application/json")
	}
	s.limit.noteStatus(reply.status)
	s.record(c, reply.status, body)
	w.WriteHeader(reply.status)
	_, _ = w.Write(body)
}

// serveUnknown answers what no route serves.
func (s *Server) serveUnknown(w http.ResponseWriter, req *http.Request) {
	c := &call{request: req, route: req.Method + " " + req.URL.Path, at: s.clock.Now()}
	err := refuse(http.StatusNotFound, CodeGeneral, "404: Not Found")
	if rest, ok := strings.CutPrefix(req.URL.Path, "/api/"); ok && !strings.HasPrefix(rest, "v10/") {
		err = refuse(http.StatusBadRequest, CodeInvalidAPIVersion, "Invalid API version provided")
	}
	s.noteRefusal(c, err)
	s.write(w, c, answer{err.Status, err})
}
