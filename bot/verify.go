package bot

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"strconv"
	"time"
)

// refusal is why a request isn't taken.
type refusal struct {
	status       int
	reason, text string // for the metrics, and for who asked
}

// check reads a request's body if the request is Discord's: signed with the application's key, and lately.
//
// https://discord.com/developers/docs/interactions/overview#validating-security-request-headers
func (w *webServer) check(out http.ResponseWriter, request *http.Request, now time.Time) ([]byte, *refusal) {
	stamp := request.Header.Get("X-Signature-Timestamp")
	signature, err := hex.DecodeString(request.Header.Get("X-Signature-Ed25519"))
	switch {
	case request.Method != http.MethodPost:
		return nil, &refusal{http.StatusMethodNotAllowed, "method", "interactions are posted"}
	case err != nil || len(signature) != ed25519.SignatureSize || stamp == "":
		return nil, &refusal{http.StatusUnauthorized, "unsigned", "signature is missing or malformed"}
	case !recent(stamp, now):
		return nil, &refusal{http.StatusUnauthorized, "old", "timestamp is too far from now"}
	case request.ContentLength > maxInteraction:
		return nil, &refusal{http.StatusRequestEntityTooLarge, "too_large", "body is too large"}
	}
	signed := bytes.NewBuffer(make([]byte, 0, 4<<10))
	signed.WriteString(stamp)
	if _, err := io.Copy(signed, http.MaxBytesReader(out, request.Body, maxInteraction)); err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return nil, &refusal{http.StatusRequestEntityTooLarge, "too_large", "body is too large"}
		}
		return nil, &refusal{http.StatusBadRequest, "unread", "body can't be read"}
	}
	if !ed25519.Verify(w.key, signed.Bytes(), signature) {
		return nil, &refusal{http.StatusUnauthorized, "signature", "signature doesn't match"}
	}
	return signed.Bytes()[len(stamp):], nil
}

// recent says whether a time in seconds is near enough to now.
func recent(stamp string, now time.Time) bool {
	seconds, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil {
		return false
	}
	return now.Sub(time.Unix(seconds, 0)).Abs() <= maxAge
}
