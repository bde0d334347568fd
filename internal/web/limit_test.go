package web

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestPublicIsLimitedByAddress(t *testing.T) {
	for _, test := range []struct {
		path string
		most int
	}{{"/public/stats", statsPerMinute}, {"/api/explain?expression=d6", playgroundAtOnce}} {
		s := serverUnderTest(nil)
		for range test.most {
			if w := ask(s, test.path); w.Code != http.StatusOK {
				t.Fatalf("%s: status %d within the limit", test.path, w.Code)
			}
		}
		w := ask(s, test.path)
		if wait, err := strconv.Atoi(w.Header().Get("Retry-After")); w.Code != http.StatusTooManyRequests || err != nil || wait < 1 {
			t.Errorf("%s: status %d, headers %v", test.path, w.Code, w.Header())
		}
		if !strings.Contains(w.Body.String(), `{"error":{"code":"too_many_requests"`) {
			t.Errorf("%s: body %s", test.path, w.Body)
		}
		if w := ask(s, "/healthz"); w.Code != http.StatusOK {
			t.Errorf("health is limited too: %d", w.Code)
		}
	}
}

func TestLimiter(t *testing.T) {
	now := time.Unix(0, 0)
	l := newLimiter(60, 2, 2, func() time.Time { return now })
	a, b, c := netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("192.0.2.2"), netip.MustParseAddr("192.0.2.3")
	for i, test := range []struct {
		later   time.Duration
		address netip.Addr
		wait    time.Duration
	}{
		{0, a, 0},
		{0, a, 0},
		{0, a, time.Second},
		{0, a, time.Second}, // what was refused doesn't count
		{time.Second, a, 0},
		{0, b, 0},
		{0, a, time.Second},
		{0, c, 0}, // forgets b, which was quiet for longest
		{0, a, time.Second},
		{0, b, 0},
		{0, b, 0},
		{0, b, time.Second},
	} {
		now = now.Add(test.later)
		if wait, ok := l.allow(test.address); wait != test.wait || ok != (test.wait == 0) {
			t.Errorf("%d: %s waits %v, want %v", i, test.address, wait, test.wait)
		}
		if len(l.known) > 2 || len(l.known) != l.recent.Len() {
			t.Errorf("%d: %d addresses are known", i, len(l.known))
		}
	}
}

func TestClient(t *testing.T) {
	trusted, err := networks([]string{"127.0.0.1", "10.0.0.0/8"})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ remote, forwarded, want string }{
		{"203.0.113.9:1", "", "203.0.113.9"},
		{"203.0.113.9:1", "198.51.100.1", "203.0.113.9"},
		{"127.0.0.1:1", "", "127.0.0.1"},
		{"127.0.0.1:1", "198.51.100.7, 198.51.100.1", "198.51.100.1"},
		{"127.0.0.1:1", "198.51.100.7, 198.51.100.1, 10.1.2.3", "198.51.100.1"},
		{"10.0.0.1:1", "10.0.0.2", "10.0.0.2"},
		{"10.0.0.1:1", "2001:db8:0:1:2:3:4:5", "2001:db8:0:1::"},
		{"[::ffff:10.0.0.1]:1", "198.51.100.1:4711", "198.51.100.1"},
		{"192.168.0.1:1", "198.51.100.1", "192.168.0.1"},
		{"[2001:db8::5]:1", "", "2001:db8::"},
		{"127.0.0.1:1", "nonsense", "127.0.0.1"},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = test.remote
		r.Header.Set("X-Forwarded-For", test.forwarded)
		if got := proxies(trusted).client(r); got.String() != test.want {
			t.Errorf("%s for %q: %s, want %s", test.remote, test.forwarded, got, test.want)
		}
	}
}

func TestForwardedAddressesAreTheirOwnWhereTheProxyIsTrusted(t *testing.T) {
	for _, test := range []struct {
		trusted []string
		want    int
	}{{nil, http.StatusTooManyRequests}, {[]string{"192.0.2.0/24"}, http.StatusOK}} {
		s := serverUnderTest(func(o *Options) { o.Config.TrustedProxies = test.trusted })
		for range statsPerMinute {
			ask(s, "/public/stats", "X-Forwarded-For", "198.51.100.1")
		}
		if w := ask(s, "/public/stats", "X-Forwarded-For", "198.51.100.2"); w.Code != test.want {
			t.Errorf("trusted %v: status %d, want %d", test.trusted, w.Code, test.want)
		}
	}
}

func TestConfig(t *testing.T) {
	for _, test := range []struct {
		config Config
		want   string
	}{
		{DefaultConfig(), ""},
		{Config{}, ""},
		{Config{Listen: "8080"}, "listen has to be an address such as 127.0.0.1:8080"},
		{Config{TrustedProxies: []string{"10.0.0.0/8", "::1"}}, ""},
		{Config{TrustedProxies: []string{"proxy.internal"}}, `trusted_proxies has to hold addresses or networks such as 10.0.0.0/8, not "proxy.internal"`},
	} {
		got := ""
		if err := test.config.Validate(); err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("%+v: %q, want %q", test.config, got, test.want)
		}
	}
}
