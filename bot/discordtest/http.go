package discordtest

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"
)

// SetInteractionsURL makes interactions go to an endpoint of the bot instead
// of the gateway. Like Discord it first makes sure that the endpoint answers a
// PING and refuses a wrong signature. Empty goes back to the gateway.
// discord.com/developers/docs/interactions/overview#setting-up-an-endpoint-validating-security-request-headers
func (s *Server) SetInteractionsURL(ctx context.Context, url string) error {
	if url != "" {
		if err := s.validateEndpoint(ctx, url); err != nil {
			return fmt.Errorf("interactions endpoint %s could not be verified: %w", url, err)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.postURL = url
	return nil
}

func (s *Server) validateEndpoint(ctx context.Context, url string) error {
	ping := s.newInteraction(KindPing, From{})
	defer s.drop(ping)
	body := mustMarshal(ping.payload(nil, nil))
	if err := s.postInteraction(ctx, url, ping, body); err != nil {
		return err
	}
	forged := s.sign(body, s.clock.Now())
	forged.Signature[0] ^= 1
	resp, err := s.post(ctx, url, body, forged)
	if err != nil {
		return err
	}
	_ = resp.Body.Close()
	if resp.StatusCode != http.StatusUnauthorized {
		return fmt.Errorf("a wrong signature got status %d, not 401", resp.StatusCode)
	}
	return nil
}

func (s *Server) drop(i *Interaction) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.interactions, i.Token)
}

// Signed is what goes into the headers that prove where a request comes from.
type Signed struct {
	Signature []byte
	Timestamp string
}

// sign signs a body as Discord does: the timestamp and the body together.
func (s *Server) sign(body []byte, at time.Time) Signed {
	timestamp := strconv.FormatInt(at.Unix(), 10)
	return Signed{ed25519.Sign(s.key, append([]byte(timestamp), body...)), timestamp}
}

// Sign signs a body as of a time, for tests that post by hand: forged, old and
// replayed requests.
func (s *Server) Sign(body []byte, at time.Time) Signed { return s.sign(body, at) }

// Post posts a body with a signature, as Discord would.
func (s *Server) Post(ctx context.Context, url string, body []byte, signed Signed) (*http.Response, error) {
	return s.post(ctx, url, body, signed)
}

func (s *Server) post(ctx context.Context, url string, body []byte, signed Signed) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "Discord-Interactions/1.0 (+https://discord.com)")
	req.Header.Set("X-Signature-Ed25519", hex.EncodeToString(signed.Signature))
	req.Header.Set("X-Signature-Timestamp", signed.Timestamp)
	return s.client.Do(req)
}

// postInteraction posts an interaction and takes the answer that comes back in
// the same exchange. A 202 says that the callback route will be used.
// discord.com/developers/docs/interactions/receiving-and-responding#interaction-callback
func (s *Server) postInteraction(ctx context.Context, url string, i *Interaction, body []byte) error {
	ctx, cancel := context.WithTimeout(ctx, s.opts.AnswerWithin)
	defer cancel()
	resp, err := s.post(ctx, url, body, s.sign(body, s.clock.Now()))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusAccepted:
		return nil
	case http.StatusOK:
		return s.takeInline(i, resp)
	}
	text, _ := io.ReadAll(io.LimitReader(resp.Body, 500))
	return fmt.Errorf("the endpoint answered %d: %s", resp.StatusCode, text)
}

// takeInline treats the body of a response as a callback.
func (s *Server) takeInline(i *Interaction, resp *http.Response) error {
	c := &call{
		request: &http.Request{
			Method: http.MethodPost, URL: resp.Request.URL, Header: resp.Header, Body: resp.Body,
		},
		route: callbackRoute, at: s.clock.Now(),
	}
	err := c.read()
	if err == nil {
		err = s.validate(c)
	}
	if err == nil {
		err = s.respond(i, c)
	}
	if err != nil {
		s.noteRefusal(c, err)
		s.record(c, err.Status, nil)
		return errors.New("Discord refuses the response: " + err.Error())
	}
	s.record(c, http.StatusOK, nil)
	return nil
}
