// Package backend is the way from a request to its reply, the same for every face and every command:
//
//	Request -> Controller -> Operation -> Model -> reply.Reply
//
// A face (Discord, a terminal) turns what it received into a Request and hands it to a Bus. The Controller checks the options
// against the command's declaration, counts the command and records the user, parses the request into an Operation, executes
// it under the request's deadline, and has the resulting Model describe itself in the asker's language. A person sees either
// that reply or a Fault; every other error is logged and shown as one plain sentence.
package backend
