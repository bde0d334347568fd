package discordtest_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"feyre/bot/discordtest"
)

// upload posts a callback with files.
func (w *world) upload(i *discordtest.Interaction, payload string, files map[string]int) reply {
	w.t.Helper()
	return w.form("POST", "/interactions/"+i.ID+"/"+i.Token+"/callback", payload, files)
}

func (w *world) form(method, path, payload string, files map[string]int) reply {
	w.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	if payload != "" {
		part, err := form.CreatePart(textproto.MIMEHeader{
			"Content-Disposition": {`form-data; name="payload_json"`}, "Content-Type": {"application/json"},
		})
		if err != nil {
			w.t.Fatal(err)
		}
		_, _ = io.WriteString(part, payload)
	}
	n := 0
	for name, size := range files {
		part, err := form.CreateFormFile(fmt.Sprintf("files[%d]", n), name)
		if err != nil {
			w.t.Fatal(err)
		}
		_, _ = part.Write(make([]byte, size))
		n++
	}
	_ = form.Close()
	req := request(w.t, w.Server, method, path, &body)
	req.Header.Set("Content-Type", form.FormDataContentType())
	return do(w.t, req)
}

func TestFiles(t *testing.T) {
	w := newWorld(t, discordtest.Options{})
	i := w.slash(discordtest.From{})
	accepted(t, w.upload(i, `{"type":4,"data":{"attachments":[{"id":"0","description":"A chart"}],
		"embeds":[{"image":{"url":"attachment://chart.png"}}]}}`, map[string]int{"chart.png": 100}))
	m := i.Original()
	if len(m.Attachments) != 1 || m.Attachments[0].Size != 100 || *m.Attachments[0].Description != "A chart" {
		t.Fatalf("attachments: %+v", m.Attachments)
	}
	// An edit that does not list a file drops it.
	accepted(t, rest(t, w.Server, "PATCH", w.hook(i, "/messages/@original"), object{"content": "a", "attachments": list{}}))
	if left := i.Original().Attachments; len(left) != 0 {
		t.Errorf("attachments are left: %+v", left)
	}
}

// discord.com/developers/docs/reference#uploading-files
func TestFileOverTheLimitIsRefused(t *testing.T) {
	w := newWorld(t, discordtest.Options{})
	small := discordtest.From{AttachmentSizeLimit: 1000}
	refused(t, w.upload(w.slash(small), `{"type":4}`, map[string]int{"a.png": 1001}), 413, discordtest.CodeEntityTooLarge)
	accepted(t, w.upload(w.slash(small), `{"type":4}`, map[string]int{"a.png": 1000}))
}

// The length that the header tells is enough: nothing of the body is sent.
// discord.com/developers/docs/topics/opcodes-and-status-codes#json: 40005
func TestRequestOverTheLimitIsRefused(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{})
	unread := iotest.ErrReader(errors.New("the body was asked for"))
	req := request(t, srv, "PUT", "/applications/"+srv.ApplicationID()+"/commands", unread)
	req.ContentLength = 110<<20 + 1
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Expect", "100-continue")
	patient := &http.Transport{ExpectContinueTimeout: time.Minute}
	defer patient.CloseIdleConnections()
	resp, err := patient.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	refused(t, read(t, resp), 413, discordtest.CodeEntityTooLarge)
	srv.TakeViolations()
}

// discord.com/developers/docs/topics/opcodes-and-status-codes#json: 30015
func TestEleventhFileIsRefused(t *testing.T) {
	w := newWorld(t, discordtest.Options{})
	files := map[string]int{}
	for n := range 11 {
		files[fmt.Sprint(n, ".txt")] = 1
	}
	refused(t, w.upload(w.slash(discordtest.From{}), `{"type":4}`, files), 400, discordtest.CodeTooManyAttachments)
}

// discord.com/developers/docs/resources/message#attachment-object
func TestLongAltTextIsRefused(t *testing.T) {
	w := newWorld(t, discordtest.Options{Spec: bareSpec()})
	payload := fmt.Sprintf(`{"type":4,"data":{"attachments":[{"id":"0","description":%q}]}}`, text(1025))
	r := w.upload(w.slash(discordtest.From{}), payload, map[string]int{"a.png": 1})
	malformed(t, r, "data.attachments.0.description", "BASE_TYPE_MAX_LENGTH")
	w.TakeViolations()
}

// discord.com/developers/docs/topics/opcodes-and-status-codes#json: 50109
func TestInvalidJSONIsRefused(t *testing.T) {
	w := newWorld(t, discordtest.Options{})
	i := w.slash(discordtest.From{})
	refused(t, w.upload(i, `{"type":`, nil), 400, discordtest.CodeInvalidJSON)
	req := request(t, w.Server, "POST", "/interactions/"+i.ID+"/"+i.Token+"/callback", strings.NewReader(`{"type":4`))
	req.Header.Set("Content-Type", "application/json")
	refused(t, do(t, req), 400, discordtest.CodeInvalidJSON)
	if n := len(w.TakeViolations()); n != 2 {
		t.Errorf("%d violations are noted, want 2", n)
	}
}

// discord.com/developers/docs/reference#content-type
func TestOtherContentTypeIsRefused(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{})
	req := request(t, srv, "PUT", "/applications/"+srv.ApplicationID()+"/commands", strings.NewReader("[]"))
	req.Header.Set("Content-Type", "text/plain")
	malformed(t, do(t, req), "", "CONTENT_TYPE_INVALID")
	srv.TakeViolations()
}

// discord.com/developers/docs/reference#authentication
func TestWrongTokenIsRefused(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{})
	for _, authorization := range []string{"", "Bot wrong", srv.Token()} {
		req := request(t, srv, "GET", "/users/@me", nil)
		req.Header.Set("Authorization", authorization)
		refused(t, do(t, req), 401, discordtest.CodeGeneral)
	}
	if n := srv.InvalidRequests(); n != 3 {
		t.Errorf("%d requests count towards a ban, want 3", n)
	}
}

// discord.com/developers/docs/reference#user-agent
func TestOtherUserAgentIsRefused(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{})
	req := request(t, srv, "GET", "/users/@me", nil)
	req.Header.Set("User-Agent", "Go-http-client/1.1")
	refused(t, do(t, req), 403, discordtest.CodeBlockedByCloudflare)
	srv.TakeViolations()
}

// discord.com/developers/docs/reference#api-versioning
func TestOtherVersionIsRefused(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{})
	req := request(t, srv, "GET", "/users/@me", nil)
	req.URL.Path = "/api/v9/users/@me"
	refused(t, do(t, req), 400, discordtest.CodeInvalidAPIVersion)
	srv.TakeViolations()
}

// discord.com/developers/docs/topics/opcodes-and-status-codes#http
func TestUnknownRouteIsRefused(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{})
	refused(t, rest(t, srv, http.MethodGet, "/nowhere", nil), 404, discordtest.CodeGeneral)
}
