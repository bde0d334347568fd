package bot

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/diamondburned/arikawa/v3/utils/httputil"
)

// Error codes of the API that are told apart here.
//
// https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes
const (
	codeUnknownMessage     = 10008
	codeUnknownWebhook     = 10015 // an interaction token that has expired
	codeUnknownInteraction = 10062
	codeAlreadyAnswered    = 40060
)

// restError is a call of the REST API that failed. It holds no address, for those carry interaction tokens.
type restError struct {
	Route  string
	Status int // 0 where no answer came
	Code   int // Discord's own
	Err    error
}

func (e *restError) Error() string {
	if e.Status == 0 {
		return fmt.Sprintf("%s: %v", e.Route, e.Err)
	}
	return fmt.Sprintf("%s: status %d, code %d: %v", e.Route, e.Status, e.Code, e.Err)
}

func (e *restError) Unwrap() error { return e.Err }

// maxErrorText bounds what is kept of an answer that refuses.
const maxErrorText = 400

// describeError makes a restError of what arikawa's client returned.
func describeError(route string, err error) error {
	var (
		refused   *httputil.HTTPError
		addressed *url.Error
	)
	switch {
	case err == nil:
		return nil
	case errors.As(err, &refused):
		said := refused.Message + " " + string(refused.Errors)
		if len(said) > maxErrorText {
			said = said[:maxErrorText]
		}
		return &restError{Route: route, Status: refused.Status, Code: int(refused.Code), Err: errors.New(said)}
	case errors.As(err, &addressed):
		return &restError{Route: route, Err: addressed.Err}
	default:
		return &restError{Route: route, Err: err}
	}
}

// restCode is Discord's code of an error, or 0.
func restCode(err error) int {
	var failed *restError
	if errors.As(err, &failed) {
		return failed.Code
	}
	return 0
}

// gone says that a call failed because what it is about isn't there any more.
func gone(err error) bool {
	var failed *restError
	return errors.As(err, &failed) && failed.Status == http.StatusNotFound
}

// errorCode is Discord's code in the body of an answer, or 0.
func errorCode(body []byte) int {
	var said struct {
		Code int `json:"code"`
	}
	_ = json.Unmarshal(body, &said)
	return said.Code
}
