module discordbots

go 1.26.0

require (
	github.com/bwmarrin/discordgo v0.29.0
	github.com/diamondburned/arikawa/v3 v3.6.1-0.20260311205148-176ad9b9440f
	github.com/gorilla/websocket v1.5.3
)

require (
	github.com/gorilla/schema v1.4.1 // indirect
	golang.org/x/crypto v0.48.0 // indirect
	golang.org/x/sys v0.41.0 // indirect
	golang.org/x/time v0.14.0 // indirect
)
