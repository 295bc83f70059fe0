using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Shindan
{
    /// <summary>What goes into an operation: an object of JSON, without what was not given.</summary>
    internal sealed class Request
    {
        private readonly List<string> members = new List<string>();

        public Request Text(string name, string value)
        {
            return value == null ? this : Json(name, Shindan.Json.Quote(value));
        }

        public Request Texts(string name, IEnumerable<KeyValuePair<string, string>> values)
        {
            if (values == null)
            {
                return this;
            }
            var inner = new Request();
            foreach (var value in values)
            {
                inner.Text(value.Key, value.Value);
            }
            return Json(name, inner.ToString());
        }

        public Request List(string name, IEnumerable<string> values)
        {
            return Json(name, "[" + string.Join(", ", values.Select(Shindan.Json.Quote)) + "]");
        }

        public Request Json(string name, string json)
        {
            members.Add(Shindan.Json.Quote(name) + ": " + json);
            return this;
        }

        public override string ToString()
        {
            return new StringBuilder("{").Append(string.Join(", ", members)).Append("}").ToString();
        }
    }
}
