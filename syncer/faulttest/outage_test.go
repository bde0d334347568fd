package faulttest

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	toxiproxy "github.com/Shopify/toxiproxy/v2"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"

	"feyre/internal/testazurite"
	"feyre/syncer"
)

func TestAzuriteStopsAndComesBack(t *testing.T) {
	server := testazurite.Start(t)
	steps := []syncer.Step{syncer.StepCommit}
	if long() {
		steps = []syncer.Step{syncer.StepRead, syncer.StepBase, syncer.StepCopy, syncer.StepCommit, syncer.StepRecord}
	}
	for i, step := range steps {
		t.Run("before "+string(step), func(t *testing.T) {
			archive := openAzure(t, server.ConnectionString(), fmt.Sprintf("stop%d", i))
			s := newScenery(t)
			s.write(3)
			s.pass(archive)
			s.write(5)
			stopped := false
			broken := s.syncer(archive, func(at syncer.Step) {
				if at == step && !stopped {
					stopped = true
					server.Stop()
				}
			})
			// Once the manifest is replaced the pass is good, whatever becomes of the copy of it.
			_, err := broken.Once(t.Context())
			if !stopped || (err == nil) != (step == syncer.StepRecord) {
				t.Errorf("stopped %v, pass: %v", stopped, err)
			}
			s.write(2)
			server.Restart()
			s.settled(archive)
		})
	}
}

// proxied is a server behind a proxy that misbehaves on demand.
type proxied struct {
	t     *testing.T
	proxy *toxiproxy.Proxy
}

func newProxied(t *testing.T, upstream string) *proxied {
	t.Helper()
	silent := zerolog.New(io.Discard)
	server := toxiproxy.NewServer(toxiproxy.NewMetricsContainer(prometheus.NewRegistry()), silent)
	proxy := toxiproxy.NewProxy(server, "azurite", "127.0.0.1:0", upstream)
	proxy.Logger = &silent
	if err := proxy.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(proxy.Stop)
	return &proxied{t: t, proxy: proxy}
}

func (p *proxied) add(toxic string) {
	p.t.Helper()
	if _, err := p.proxy.Toxics.AddToxicJson(strings.NewReader(toxic)); err != nil {
		p.t.Fatal(err)
	}
}

func TestBadConnections(t *testing.T) {
	server := testazurite.Start(t)
	toxics := []struct{ name, toxic string }{
		{"slow", `{"name":"x","type":"latency","stream":"downstream","attributes":{"latency":30,"jitter":30}}`},
		{"cut after some bytes up", `{"name":"x","type":"limit_data","stream":"upstream","attributes":{"bytes":6000}}`},
		{"cut after some bytes down", `{"name":"x","type":"limit_data","stream":"downstream","attributes":{"bytes":2500}}`},
		{"reset", `{"name":"x","type":"reset_peer","stream":"downstream","attributes":{"timeout":20}}`},
		{"answers never come", `{"name":"x","type":"timeout","stream":"downstream","attributes":{"timeout":40}}`},
		{"sliced", `{"name":"x","type":"slicer","stream":"upstream","attributes":{"average_size":200,"size_variation":100,"delay":10}}`},
	}
	for i, c := range toxics {
		t.Run(c.name, func(t *testing.T) {
			p := newProxied(t, server.Addr())
			through := testazurite.ConnectionString("http://" + p.proxy.Listen + "/" + testazurite.Account)
			archive := openAzure(t, through, fmt.Sprintf("toxic%d", i))
			s := newScenery(t)
			s.write(4)
			s.pass(archive)
			p.add(c.toxic)
			passes := 2
			if long() {
				passes = 40
			}
			s.while(func() {
				for range passes {
					// It may fail or get through; what counts is what is there afterwards.
					_, _ = s.syncer(archive, nil).Once(t.Context())
				}
			})
			p.proxy.Toxics.ResetToxics(context.WithoutCancel(t.Context()))
			s.settled(archive)
		})
	}
}
