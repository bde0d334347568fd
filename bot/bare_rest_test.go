package bot

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/diamondburned/arikawa/v3/api"
	"github.com/diamondburned/arikawa/v3/discord"
	"github.com/diamondburned/arikawa/v3/utils/httputil/httpdriver"
	"github.com/diamondburned/arikawa/v3/utils/json/option"
	"github.com/diamondburned/arikawa/v3/utils/sendpart"

	"feyre/bot/discordtest"
)

func bareAnswer(words string) api.InteractionResponse {
	return api.InteractionResponse{
		Type: api.MessageInteractionWithSource,
		Data: &api.InteractionResponseData{Content: option.NewNullableString(words)},
	}
}

func bareMessage(words string) api.SendMessageData { return api.SendMessageData{Content: words} }

func TestBareKeepsABucketForEveryInteraction(t *testing.T) {
	t.Parallel()
	client := bareClient(t, discordtest.New(t, discordtest.Options{}))
	const n = 50
	for i := range n { // unknown interactions are refused, which makes no difference here
		_ = client.RespondInteraction(discord.InteractionID(i+1), fmt.Sprint("token", i), bareAnswer("x"))
	}
	if kept := reflect.ValueOf(client.Limiter).Elem().FieldByName("buckets").Len(); kept < n {
		t.Errorf("arikawa keeps %d buckets after %d interactions, the mend may go", kept, n)
	}
}

func TestBareRepeatsPosts(t *testing.T) {
	t.Parallel()
	server := discordtest.New(t, discordtest.Options{Guilds: 1})
	server.Fault(discordtest.Fault{Route: "POST /channels/*/messages", Times: -1, Status: http.StatusBadGateway})
	_, err := bareClient(t, server).SendMessageComplex(channel(t), bareMessage("x"))
	if err == nil {
		t.Fatal("no error")
	}
	if n := len(server.Requests("POST /channels/*/messages")); n != 5 {
		t.Errorf("arikawa sent a post %d times, the mend may go", n)
	}
}

func TestBareRepeatsFilesEmpty(t *testing.T) {
	t.Parallel()
	server, err := discordtest.Start(discordtest.Options{Guilds: 1}) // not New: a file without contents is malformed
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	server.Fault(discordtest.Fault{Route: "POST /channels/*/messages", Status: http.StatusBadGateway})
	_, _ = bareClient(t, server).SendMessageComplex(channel(t), api.SendMessageData{
		Content: "x", Files: []sendpart.File{{Name: "a.txt", Reader: strings.NewReader("contents")}},
	})
	requests, err := server.WaitRequests(patient(t), "POST /channels/*/messages", 2)
	if err != nil || len(requests[1].Files) > 0 && len(requests[1].Files[0].Data) > 0 {
		t.Errorf("arikawa repeats files whole, the mend may go: %d requests", len(requests))
	}
}

func TestBareDoesNotWaitForSharedLimits(t *testing.T) {
	t.Parallel()
	server := discordtest.New(t, discordtest.Options{Guilds: 1, Buckets: discordtest.DefaultBuckets()})
	server.Fault(discordtest.Fault{
		Route: "POST /channels/*/messages", RateLimit: &discordtest.RateLimit{Scope: discordtest.ScopeShared, RetryAfter: time.Minute},
	})
	_, _ = bareClient(t, server).WithContext(patient(t)).SendMessageComplex(channel(t), bareMessage("x"))
	if n := server.EarlyRequests(); n == 0 {
		t.Error("arikawa waits for a shared limit, the mend may go")
	}
}

func TestBareFailsOnFractions(t *testing.T) {
	t.Parallel()
	server := discordtest.New(t, discordtest.Options{Guilds: 1})
	limitOnce(server, discordtest.ScopeUser, true)
	_, err := bareClient(t, server).SendMessageComplex(channel(t), bareMessage("x"))
	if err == nil || !strings.Contains(err.Error(), "retryAfter") {
		t.Errorf("arikawa reads a Retry-After with a fraction, the mend may go: %v", err)
	}
}

func TestBareStallsCallbacksOnGlobalLimits(t *testing.T) {
	t.Parallel()
	server := discordtest.New(t, discordtest.Options{Guilds: 1})
	server.Fault(discordtest.Fault{
		Route: "POST /channels/*/messages", RateLimit: &discordtest.RateLimit{Scope: discordtest.ScopeGlobal, RetryAfter: time.Minute},
	})
	client := bareClient(t, server)
	client.Retries = 1
	_, _ = client.SendMessageComplex(channel(t), bareMessage("x"))
	err := client.WithContext(within(t, patience)).RespondInteraction(1, "token", bareAnswer("x"))
	if err == nil || !strings.Contains(err.Error(), "rate limit") {
		t.Errorf("arikawa answers interactions under a global limit, the mend may go: %v", err)
	}
}

// Of two that wait for one bucket, the second one's end takes the lock from the first, whose end then panics. Where the first comes too
// late to its lock, for the machine is busy, it all begins anew.
func TestBarePanicsWhenAContextEndsInABucket(t *testing.T) {
	t.Parallel()
	waitFor(t, func() bool { return panicsInABucket(t) != nil })
}

// panicsInABucket has a context end in a bucket and returns what the one that waited there panicked with.
func panicsInABucket(t *testing.T) any {
	t.Helper()
	server := discordtest.New(t, discordtest.Options{Guilds: 1, Buckets: []discordtest.Bucket{
		{Route: "POST /channels/{channel}/messages", Limit: 1, Per: time.Minute},
	}})
	client := bareClient(t, server)
	if _, err := client.SendMessageComplex(channel(t), bareMessage("uses the bucket up")); err != nil {
		t.Fatal(err)
	}
	first, endFirst := context.WithCancel(t.Context())
	second, endSecond := context.WithCancel(t.Context())
	panicked := make(chan any, 1)
	go func() {
		defer func() { panicked <- recover() }()
		_, _ = client.WithContext(first).SendMessageComplex(channel(t), bareMessage("waits for the reset"))
	}()
	// The first holds the lock once the second can't have it.
	for {
		probe, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		err := client.Limiter.Acquire(api.Client{}.AcquireOptions.Context(probe), "/api/v9/channels/1/messages")
		cancel()
		if errors.Is(err, context.DeadlineExceeded) {
			break
		}
	}
	endSecond()
	_, _ = client.WithContext(second).SendMessageComplex(channel(t), bareMessage("waits for the lock"))
	endFirst()
	return <-panicked
}

// Clients at once that send more than 50 messages a second.
func TestBareKnowsNoGlobalRate(t *testing.T) {
	t.Parallel()
	const n = 4 * globalPerSecond
	server := discordtest.New(t, discordtest.Options{Guilds: n, EnforceGlobal: true})
	client := bareClient(t, server)
	client.Retries = 1
	waitFor(t, func() bool { // again, where the machine was too busy to be too fast
		var all sync.WaitGroup
		for i := range n {
			all.Go(func() { _, _ = client.SendMessageComplex(channelOf(i), bareMessage("x")) })
		}
		all.Wait()
		return server.InvalidRequests() > 0
	})
}

func TestBareWaitsForEver(t *testing.T) {
	t.Parallel()
	client := bareClient(t, discordtest.New(t, discordtest.Options{}))
	if driver := client.Client.Client.(httpdriver.DefaultClient); client.Timeout != 0 || driver.Timeout != 0 {
		t.Errorf("arikawa waits %v and %v for an answer, the mend may go", client.Timeout, driver.Timeout)
	}
}

func channel(t *testing.T) discord.ChannelID {
	t.Helper()
	return channelOf(0)
}

// channelOf is the channel of the n-th server.
func channelOf(n int) discord.ChannelID {
	id, _ := strconv.ParseUint(discordtest.From{GuildID: discordtest.GuildID(n)}.Place(), 10, 64)
	return discord.ChannelID(id)
}

// discordtestChannel is the channel of the first server.
func discordtestChannel() uint64 {
	return uint64(channelOf(0))
}

// limitOnce limits the next message to a channel.
func limitOnce(server *discordtest.Server, scope string, fraction bool) {
	server.Fault(discordtest.Fault{Route: "POST /channels/*/messages", RateLimit: &discordtest.RateLimit{
		Scope: scope, RetryAfter: 300 * time.Millisecond, FractionalHeader: fraction,
	}})
}
