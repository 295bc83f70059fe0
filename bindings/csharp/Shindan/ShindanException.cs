using System;

namespace Shindan
{
    /// <summary>What the library refused, and why.</summary>
    public sealed class ShindanException : Exception
    {
        internal ShindanException(string kind, string message, string json = null) : base(message)
        {
            Kind = kind;
            Json = json ?? new Request().Json("error", new Request().Text("kind", kind).Text("message", message).ToString()).ToString();
        }

        /// <summary>The kind for programs, such as <c>unknown_role</c>; the embedding guide lists them. More may come.</summary>
        public string Kind { get; private set; }

        /// <summary>The error as it came: <c>{"error": {"kind", "message"}}</c>.</summary>
        public string Json { get; private set; }

        internal static ShindanException Of(string json)
        {
            if (json == null)
            {
                return new ShindanException("internal", "the library gave no reason");
            }
            Json error = Shindan.Json.Parse(json)["error"];
            return new ShindanException(error["kind"].Text, error["message"].Text, json);
        }
    }
}
