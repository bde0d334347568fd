package bot

import (
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
	"net"
	"net/http"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"
)

// transport stands under arikawa's REST client and does what that leaves undone: it keeps to the rate limits, waits out every kind of
// 429, repeats what may be repeated, and bounds every attempt in time and every answer in size.
type transport struct {
	token   string
	next    http.RoundTripper
	answers http.RoundTripper // next for first answers
	limits  *limiter
	timing  Timing
	metrics *metrics
}

const (
	maxAnswer   = 8 << 20
	maxRequest  = (maxFiles + 1) * maxFileBytes
	maxAttempts = 4
	userAgent   = "DiscordBot (https://feyre.io, 1)"
)

// RoundTrip sends a request as often as it takes, or as often as is allowed. The answer's body is read already.
func (t *transport) RoundTrip(request *http.Request) (*http.Response, error) {
	body, err := drain(request.Body, maxRequest)
	if err != nil {
		return nil, err
	}
	var (
		ctx   = request.Context()
		r     = classify(request.Method, apiPath(request.URL.Path))
		retry = backoff{base: t.timing.Reconnect / 8, most: t.timing.Reconnect * 4}
	)
	for attempt := 1; ; attempt++ {
		if err := t.limits.wait(ctx, r); err != nil {
			return nil, err
		}
		answer, text, err := t.try(ctx, request, r, body)
		v := t.limits.note(r, answer, text)
		if v.limited {
			t.metrics.limited.WithLabelValues(v.scope).Inc()
		}
		if attempt > 1 && r.kind == callbackRoute && alreadyAnswered(answer, text) {
			answer.StatusCode, answer.Body = http.StatusNoContent, http.NoBody // an attempt before this one got through
			return answer, nil
		}
		if attempt == maxAttempts || !again(ctx, r, answer, text, err) {
			return answer, err
		}
		var pause time.Duration
		switch {
		case v.limited:
			pause = v.after
		case !errors.Is(err, errRested): // then another connection may do
			pause = retry.next()
		}
		if sleepUntil(ctx, time.Now().Add(pause)) != nil {
			return answer, err
		}
	}
}

// try sends the request once and reads the whole answer.
func (t *transport) try(ctx context.Context, request *http.Request, r route, body []byte) (*http.Response, []byte, error) {
	limit := t.timing.REST
	if r.kind == callbackRoute {
		limit = t.timing.Attempt
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	ctx, traced := traceAttempt(ctx, r)
	start, status := time.Now(), 0
	defer func() {
		traced(status)
		t.metrics.rest.WithLabelValues(r.name, statusClass(status)).Observe(since(start))
	}()

	once := request.WithContext(ctx)
	once.Header = t.header(request.Header, r)
	once.Body, once.ContentLength = http.NoBody, int64(len(body))
	if len(body) > 0 {
		once.Body = io.NopCloser(bytes.NewReader(body))
		once.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	}
	next := t.next
	if r.kind == callbackRoute {
		next = t.answers
	}
	answer, err := next.RoundTrip(once)
	if err != nil {
		return nil, nil, err
	}
	text, err := drain(answer.Body, maxAnswer)
	if err != nil {
		return nil, nil, err
	}
	status = answer.StatusCode
	answer.Body = io.NopCloser(bytes.NewReader(text))
	return answer, text, nil
}

// header is that of a request, with what says who asks.
func (t *transport) header(given http.Header, r route) http.Header {
	header := maps.Clone(given)
	header.Set("User-Agent", userAgent)
	header.Del("Authorization")
	if r.kind == ordinaryRoute {
		header.Set("Authorization", "Bot "+t.token)
	}
	return header
}

// traceAttempt begins a span below the request's; what no request asked for, or no one looks at, isn't traced. What it returns ends it.
func traceAttempt(ctx context.Context, r route) (context.Context, func(status int)) {
	parent := trace.SpanFromContext(ctx)
	if !parent.IsRecording() {
		return ctx, func(int) {}
	}
	ctx, span := parent.TracerProvider().Tracer("feyre/bot").Start(ctx, "rest "+r.name, trace.WithSpanKind(trace.SpanKindClient))
	return ctx, func(status int) {
		span.SetAttributes(attribute.Int("http.response.status_code", status))
		span.End()
	}
}

// again says whether another attempt may help and can do no harm.
func again(ctx context.Context, r route, answer *http.Response, text []byte, err error) bool {
	switch {
	case ctx.Err() != nil:
		return false
	case err != nil:
		return r.repeatable() || neverSent(err)
	case answer.StatusCode == http.StatusTooManyRequests:
		return true
	case r.kind == tokenRoute && answer.StatusCode == http.StatusNotFound:
		return errorCode(text) == codeUnknownWebhook // it may have overtaken a first answer that went over HTTP
	default:
		return answer.StatusCode >= http.StatusInternalServerError && r.repeatable()
	}
}

// neverSent says whether a request failed before anything of it was sent.
func neverSent(err error) bool {
	var failed *net.OpError
	return errors.As(err, &failed) && failed.Op == "dial"
}

func alreadyAnswered(answer *http.Response, body []byte) bool {
	return answer != nil && answer.StatusCode == http.StatusBadRequest && errorCode(body) == codeAlreadyAnswered
}

// drain reads a body of at most limit bytes to its end and closes it.
func drain(body io.ReadCloser, limit int64) ([]byte, error) {
	if body == nil || body == http.NoBody {
		return nil, nil
	}
	defer func() { _ = body.Close() }()
	return readAll(body, limit)
}

func readAll(body io.Reader, limit int64) ([]byte, error) {
	var text bytes.Buffer
	if _, err := text.ReadFrom(io.LimitReader(body, limit+1)); err != nil {
		return nil, err
	}
	if int64(text.Len()) > limit {
		return nil, errors.New("body is too large")
	}
	return text.Bytes(), nil
}
