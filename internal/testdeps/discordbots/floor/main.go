// Command floor answers every interaction with "pong" with as little as can be done over gorilla/websocket and net/http: it decodes
// nothing but an id and a token, and knows no limits, retries or deadlines.
package main

import (
	"context"
	"io"
	"log"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/gorilla/websocket"
)

const pong = `{"type":4,"data":{"embeds":[{"description":"pong"}]}}`

// event is a gateway message as far as it matters.
type event struct {
	Op   int    `json:"op"`
	Name string `json:"t"`
	Data struct {
		ID    string `json:"id"`
		Token string `json:"token"`
	} `json:"d"`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	base := os.Getenv("DISCORD_URL")
	conn, response, err := websocket.DefaultDialer.DialContext(ctx, "ws"+strings.TrimPrefix(base, "http")+"/gateway/?v=10&encoding=json", nil)
	if err != nil {
		log.Fatal(err)
	}
	_ = response.Body.Close()
	context.AfterFunc(ctx, func() { _ = conn.Close() })
	identify := `{"op":2,"d":{"token":"` + os.Getenv("DISCORD_TOKEN") + `","intents":4608,"properties":{}}}`
	if err := conn.WriteMessage(websocket.TextMessage, []byte(identify)); err != nil {
		log.Fatal(err)
	}
	client := &http.Client{Transport: &http.Transport{MaxIdleConns: 512, MaxIdleConnsPerHost: 512}}
	for {
		var e event
		if err := conn.ReadJSON(&e); err != nil {
			return
		}
		if e.Name == "INTERACTION_CREATE" {
			go answer(client, base+"/api/v10/interactions/"+e.Data.ID+"/"+e.Data.Token+"/callback")
		}
	}
}

func answer(client *http.Client, address string) {
	request, err := http.NewRequest(http.MethodPost, address, strings.NewReader(pong))
	if err != nil {
		log.Print(err)
		return
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", "DiscordBot (https://feyre.io, 1)")
	response, err := client.Do(request)
	if err != nil {
		log.Print(err)
		return
	}
	_, _ = io.Copy(io.Discard, response.Body)
	_ = response.Body.Close()
}
