package text

// What /ping says. The arguments are milliseconds.
const (
	PingSummary ID = "ping.summary"
	PingPong    ID = "ping.pong"
	PingGateway ID = "ping.gateway"
	PingREST    ID = "ping.rest"
)

func ping() area {
	return area{
		PingSummary: {
			en: "Is Feyre there, and how far away is Discord?",
			de: "Ist Feyre da, und wie weit ist Discord weg?",
			fr: "Feyre est-elle là, et Discord est-il loin ?",
		},
		PingPong:    {en: "Pong!", de: "Pong!", fr: "Pong !"},
		PingGateway: {en: "Gateway: %d ms", de: "Gateway: %d ms", fr: "Passerelle : %d ms"},
		PingREST:    {en: "REST: %d ms", de: "REST: %d ms", fr: "REST : %d ms"},
	}
}
