package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/diamondburned/arikawa/v3/api"
	"github.com/diamondburned/arikawa/v3/utils/httputil"
	"github.com/diamondburned/arikawa/v3/utils/httputil/httpdriver"
)

// rest is the few routes of the REST API that the face uses.
type rest struct {
	client  *api.Client
	under   *transport
	pool    *http.Transport
	answers *direct // of first answers
}

// newRest makes a client of the API at base. arikawa's own limiter is left out: it keeps a bucket for ever for each interaction, and
// panics when a context ends in it. transport takes its place.
func newRest(base *url.URL, token string, timing Timing, m *metrics) *rest {
	pool := http.DefaultTransport.(*http.Transport).Clone()
	pool.MaxIdleConns, pool.MaxIdleConnsPerHost = 512, 512
	answers := newDirect(base)
	under := &transport{
		token: token, next: relocator{base: base, next: pool}, answers: relocator{base: base, next: answers},
		limits: newLimiter(), timing: timing, metrics: m,
	}
	if proxied(pool.Proxy, base) {
		under.answers = under.next
	}
	client := httputil.NewClientWithDriver(driver{under: under})
	client.Retries = 1
	return &rest{
		pool: pool, under: under, answers: answers,
		client: &api.Client{Client: client, Session: &api.Session{Token: "Bot " + token, UserAgent: userAgent}},
	}
}

// driver hands arikawa's requests to the transport as they are: there are no redirects to follow, and no cookies to keep.
type driver struct {
	httpdriver.DefaultClient // makes the requests
	under                    http.RoundTripper
}

func (d driver) Do(request httpdriver.Request) (httpdriver.Response, error) {
	answer, err := d.under.RoundTrip((*http.Request)(request.(*httpdriver.DefaultRequest))) //nolint:bodyclose // arikawa closes it
	if err != nil {
		return nil, err
	}
	return (*httpdriver.DefaultResponse)(answer), nil
}

// close gives the idle connections up, and those of first answers.
func (c *rest) close() {
	c.pool.CloseIdleConnections()
	c.answers.close()
}

// payload is a request's body.
type payload struct {
	contentType string
	data        []byte
}

func jsonPayload(v any) (payload, error) {
	data, err := json.Marshal(v)
	return payload{contentType: "application/json", data: data}, err
}

// do calls a route and reads the answer into out, unless that is nil.
func (c *rest) do(ctx context.Context, method, path string, body payload, out any) error {
	var options []httputil.RequestOption
	if body.data != nil {
		options = append(options,
			httputil.WithContentType(body.contentType),
			httputil.WithBody(io.NopCloser(bytes.NewReader(body.data))))
	}
	client := c.client.WithContext(ctx)
	if out == nil {
		return describeError(routeName(method, path), client.FastRequest(method, api.Endpoint+path, options...))
	}
	return describeError(routeName(method, path), client.RequestJSON(out, method, api.Endpoint+path, options...))
}

func routeName(method, path string) string {
	path, _, _ = strings.Cut(path, "?")
	return classify(method, path).name
}

// gatewayBot asks where the gateway is. A refused token is a *FatalError.
func (c *rest) gatewayBot(ctx context.Context) (*api.BotData, error) {
	where, err := c.client.WithContext(ctx).BotURL()
	return where, fatalRefusal(describeError("GET gateway/bot", err))
}

// application is what the API says of the bot itself.
type application struct {
	ID      uint64 `json:"id,string"`
	Servers int    `json:"approximate_guild_count"`
}

// application asks who the bot is. A refused token is a *FatalError.
func (c *rest) application(ctx context.Context) (application, error) {
	var app application
	return app, fatalRefusal(c.do(ctx, http.MethodGet, "applications/@me", payload{}, &app))
}

func fatalRefusal(err error) error {
	var failed *restError
	if errors.As(err, &failed) && failed.Status == http.StatusUnauthorized {
		return refusedToken(failed.Status)
	}
	return err
}

// sent is a message as far as it matters after it was sent.
type sent struct {
	ID uint64 `json:"id,string"`
}

// callback gives the first answer to an interaction. With wantID it returns the id of the message that the answer made.
func (c *rest) callback(ctx context.Context, id uint64, token string, body payload, wantID bool) (uint64, error) {
	path := "interactions/" + decimal(id) + "/" + token + "/callback"
	if !wantID {
		return 0, c.do(ctx, http.MethodPost, path, body, nil)
	}
	var answer struct {
		Resource struct {
			Message sent `json:"message"`
		} `json:"resource"`
	}
	err := c.do(ctx, http.MethodPost, path+"?with_response=true", body, &answer)
	return answer.Resource.Message.ID, err
}

// original is the message that the first answer made, in the routes of interactions.
const original = "@original"

func interactionMessage(app uint64, token, message string) string {
	return "webhooks/" + decimal(app) + "/" + token + "/messages/" + message
}

// originalID asks for the id of the message that the first answer made.
func (c *rest) originalID(ctx context.Context, app uint64, token string) (uint64, error) {
	var message sent
	err := c.do(ctx, http.MethodGet, interactionMessage(app, token, original), payload{}, &message)
	return message.ID, err
}

// editOriginal replaces the first answer, or fills in a deferred one.
func (c *rest) editOriginal(ctx context.Context, app uint64, token string, body payload) (uint64, error) {
	var message sent
	err := c.do(ctx, http.MethodPatch, interactionMessage(app, token, original), body, &message)
	return message.ID, err
}

// deleteOriginal takes the first answer away, or the message whose button was pressed.
func (c *rest) deleteOriginal(ctx context.Context, app uint64, token string) error {
	return c.do(ctx, http.MethodDelete, interactionMessage(app, token, original), payload{}, nil)
}

// followUp adds a message to an interaction that was answered.
func (c *rest) followUp(ctx context.Context, app uint64, token string, body payload) (uint64, error) {
	var message sent
	err := c.do(ctx, http.MethodPost, "webhooks/"+decimal(app)+"/"+token+"?wait=true", body, &message)
	return message.ID, err
}

// post writes a message to a channel.
func (c *rest) post(ctx context.Context, channel uint64, body payload) (uint64, error) {
	var message sent
	err := c.do(ctx, http.MethodPost, "channels/"+decimal(channel)+"/messages", body, &message)
	return message.ID, err
}

// edit changes a message of the bot's own.
func (c *rest) edit(ctx context.Context, channel, message uint64, body payload) error {
	return c.do(ctx, http.MethodPatch, channelMessage(channel, message), body, nil)
}

// remove deletes a message.
func (c *rest) remove(ctx context.Context, channel, message uint64) error {
	return c.do(ctx, http.MethodDelete, channelMessage(channel, message), payload{}, nil)
}

func channelMessage(channel, message uint64) string {
	return "channels/" + decimal(channel) + "/messages/" + decimal(message)
}

// commandsPath is the list of commands, of a server or, where guild is 0, of all.
func commandsPath(app, guild uint64) string {
	if guild == 0 {
		return "applications/" + decimal(app) + "/commands"
	}
	return "applications/" + decimal(app) + "/guilds/" + decimal(guild) + "/commands"
}

func decimal(id uint64) string { return strconv.FormatUint(id, 10) }
