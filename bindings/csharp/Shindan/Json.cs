using System.Collections.Generic;
using System.Linq;
using System.Runtime.Serialization.Json;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Shindan
{
    /// <summary>A value of the protocol, as it came: everything that the typed properties leave out.</summary>
    public sealed class Json
    {
        private static readonly Json None = new Json(null);

        // The frameworks' reader gives JSON as elements whose attribute `type` says what they are.
        private readonly XElement element;

        private Json(XElement element)
        {
            this.element = element;
        }

        /// <summary>Reads JSON.</summary>
        /// <exception cref="XmlException">The text is no JSON.</exception>
        public static Json Parse(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            using (var reader = JsonReaderWriterFactory.CreateJsonReader(bytes, XmlDictionaryReaderQuotas.Max))
            {
                return new Json(XElement.Load(reader));
            }
        }

        /// <summary>The value of a key; one that is null where there is none.</summary>
        public Json this[string name]
        {
            get
            {
                XElement found = element == null ? null : element.Elements().FirstOrDefault(child => KeyOf(child) == name);
                return found == null ? None : new Json(found);
            }
        }

        /// <summary>The values of a list, or of an object's keys; empty for anything else.</summary>
        public IReadOnlyList<Json> Items
        {
            get { return element == null ? new List<Json>() : element.Elements().Select(child => new Json(child)).ToList(); }
        }

        /// <summary>The keys of an object.</summary>
        public IReadOnlyList<string> Keys
        {
            get { return element == null ? new List<string>() : element.Elements().Select(KeyOf).ToList(); }
        }

        /// <summary>Whether it is null or not there.</summary>
        public bool IsNull
        {
            get { return element == null || (string)element.Attribute("type") == "null"; }
        }

        /// <summary>A string; a number or a truth as it is written; null where there is none.</summary>
        public string Text
        {
            get { return IsNull ? null : element.Value; }
        }

        /// <summary>A whole number; null where there is none.</summary>
        public long? Number
        {
            get
            {
                long number;
                bool isNumber = long.TryParse(Text, System.Globalization.NumberStyles.AllowLeadingSign,
                    System.Globalization.CultureInfo.InvariantCulture, out number);
                return isNumber ? number : (long?)null;
            }
        }

        /// <summary>Whether it is true.</summary>
        public bool IsTrue
        {
            get { return element != null && (string)element.Attribute("type") == "boolean" && element.Value == "true"; }
        }

        /// <summary>The value as JSON.</summary>
        public override string ToString()
        {
            if (element == null)
            {
                return "null";
            }
            var json = new StringBuilder();
            Write(element, json);
            return json.ToString();
        }

        /// <summary>A text as JSON.</summary>
        internal static string Quote(string text)
        {
            var quoted = new StringBuilder("\"");
            foreach (char c in text)
            {
                if (c == '"' || c == '\\')
                {
                    quoted.Append('\\').Append(c);
                }
                else if (c < ' ')
                {
                    quoted.Append("\\u").Append(((int)c).ToString("x4"));
                }
                else
                {
                    quoted.Append(c);
                }
            }
            return quoted.Append('"').ToString();
        }

        private static void Write(XElement value, StringBuilder json)
        {
            string type = (string)value.Attribute("type");
            bool isObject = type == "object";
            if (!isObject && type != "array")
            {
                json.Append(type == "null" ? "null" : type == "number" || type == "boolean" ? value.Value : Quote(value.Value));
                return;
            }
            json.Append(isObject ? '{' : '[');
            string between = "";
            foreach (XElement child in value.Elements())
            {
                json.Append(between);
                between = ",";
                if (isObject)
                {
                    json.Append(Quote(KeyOf(child))).Append(':');
                }
                Write(child, json);
            }
            json.Append(isObject ? '}' : ']');
        }

        // Keys that are no names of XML stand in an attribute.
        private static string KeyOf(XElement child)
        {
            return (string)child.Attribute("item") ?? child.Name.LocalName;
        }
    }
}
