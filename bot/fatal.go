package bot

import "fmt"

// FatalError is why the bot can't go on: trying again would not help. It ends the process.
type FatalError struct {
	// Code is Discord's close code, or the HTTP status where the REST API refused.
	Code int
	// Sentence says what is wrong and Try what to do about it.
	Sentence, Try string
}

// Error is the sentence.
func (e *FatalError) Error() string { return e.Sentence }

// closeFatal returns the error of a gateway close code that ends the bot, or nil for a code after which reconnecting helps.
//
// https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
func closeFatal(code int) *FatalError {
	fatal := func(sentence, try string) *FatalError {
		return &FatalError{Code: code, Sentence: sentence, Try: try}
	}
	switch code {
	case 4004:
		return fatal("Discord refused the bot token (close code 4004).", tryToken)
	case 4010:
		return fatal("Discord refused the shard numbers (close code 4010).",
			"make discord.shard_ids lie below discord.shards")
	case 4011:
		return fatal("The bot is in too many servers for this number of shards (close code 4011).",
			"raise discord.shards, or set it to 0 to take what Discord recommends")
	case 4012:
		return fatal("Discord no longer serves the gateway version that this program speaks (close code 4012).",
			"update the program")
	case 4013:
		return fatal("Discord doesn't know the intents that were asked for (close code 4013).",
			"update the program")
	case 4014:
		return fatal("Discord doesn't allow this bot the intents that were asked for (close code 4014).",
			"set discord.mentions to false, or ask for the intents in the developer portal")
	default:
		return nil
	}
}

const tryToken = "copy the token anew from https://discord.com/developers/applications, Bot, Reset Token, into discord.token"

// refusedToken is the fatal error of a REST API that doesn't accept the token.
func refusedToken(status int) *FatalError {
	return &FatalError{
		Code:     status,
		Sentence: fmt.Sprintf("Discord refused the bot token (HTTP status %d).", status),
		Try:      tryToken,
	}
}
