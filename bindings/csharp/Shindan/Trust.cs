using System.Collections.Generic;

namespace Shindan
{
    /// <summary>What a device asks of a compiled pack. Without keys no signature is asked for.</summary>
    public sealed class Trust
    {
        /// <summary>Accepted public keys: lines of minisign, any one of which is enough.</summary>
        public IList<string> Keys { get; } = new List<string>();

        /// <summary>Keys that are accepted no more.</summary>
        public IList<string> Revoked { get; } = new List<string>();

        /// <summary>The version of each pack, by its id, that the device had: older ones are refused.</summary>
        public IDictionary<string, string> Least { get; } = new Dictionary<string, string>();

        /// <summary>The signature of a pack in memory. That of a file stands beside it, in <c>PATH.minisig</c>.</summary>
        public string Signature { get; set; }

        internal string ToJson()
        {
            var asked = new Request().List("revoked", Revoked).Texts("least", Least).Text("signature", Signature);
            // Without keys only where something else is asked for: the engine refuses a list without any.
            bool keyless = Keys.Count == 0 && Signature == null && (Revoked.Count > 0 || Least.Count > 0);
            return (keyless ? asked : asked.List("keys", Keys)).ToString();
        }
    }
}
