using System.Collections.Generic;
using System.Linq;

namespace Shindan
{
    /// <summary>A text in one language.</summary>
    public sealed class LocalText
    {
        private LocalText(Json json)
        {
            Text = json["text"].Text;
            Lang = json["lang"].Text;
            Origin = json["origin"].Text;
        }

        /// <summary>The words.</summary>
        public string Text { get; private set; }

        /// <summary>Their language.</summary>
        public string Lang { get; private set; }

        /// <summary>Whose words they are: <c>print</c> or <c>editor</c>.</summary>
        public string Origin { get; private set; }

        /// <summary>The words.</summary>
        public override string ToString()
        {
            return Text;
        }

        internal static LocalText Of(Json json)
        {
            return json.IsNull ? null : new LocalText(json);
        }

        internal static IReadOnlyList<LocalText> List(Json json)
        {
            return json.Items.Select(item => new LocalText(item)).ToList();
        }
    }

    /// <summary>A row of the table.</summary>
    public sealed class Row
    {
        internal Row(Native.Row row)
        {
            Pack = Native.String(row.Pack, row.PackLength);
            Rule = Native.String(row.Rule, row.RuleLength);
            Name = Native.String(row.Name, row.NameLength);
        }

        /// <summary>The id of its pack.</summary>
        public string Pack { get; private set; }

        /// <summary>The id of its rule.</summary>
        public string Rule { get; private set; }

        /// <summary>Its name; null where the table has none.</summary>
        public string Name { get; private set; }
    }

    /// <summary>What a text means. Look at <see cref="Level"/> before anything is shown.</summary>
    public sealed class Explanation
    {
        internal Explanation(Json json)
        {
            Json = json;
            Level = json["match"]["level"].Text;
            Answers = json["answers"].Items.Select(answer => new Answer(answer)).ToList();
            Question = LocalText.Of(json["question"]["text"]);
            HelpDesk = LocalText.Of(json["help_desk"]);
        }

        /// <summary>How surely it is meant: <c>exact</c>, <c>normalized</c>, <c>wildcard</c>, <c>code_only</c>, <c>detail_only</c>,
        /// <c>suggestion</c>, <c>symptom</c> or <c>unknown</c>.</summary>
        public string Level { get; private set; }

        /// <summary>The answers; likely causes before their consequences.</summary>
        public IReadOnlyList<Answer> Answers { get; private set; }

        /// <summary>What separates several meanings; null if there is one.</summary>
        public LocalText Question { get; private set; }

        /// <summary>A sentence to read to the help desk.</summary>
        public LocalText HelpDesk { get; private set; }

        /// <summary>All of it.</summary>
        public Json Json { get; private set; }
    }

    /// <summary>What one rule says.</summary>
    public sealed class Answer
    {
        internal Answer(Json json)
        {
            Json = json;
            Rule = json["rule"].Text;
            IsCandidate = json["candidate"].IsTrue;
            Heading = LocalText.Of(json["heading"]);
            Cautions = LocalText.List(json["cautions"]);
            Message = LocalText.Of(json["message"]);
            Causes = json["causes"].Items.Select(cause => LocalText.Of(cause["text"])).ToList();
            Remedies = json["remediation"].Items.Select(remedy => new Remedy(remedy)).ToList();
        }

        /// <summary>The id of the rule.</summary>
        public string Rule { get; private set; }

        /// <summary>Whether it is only one of several that may be meant; then it has no steps.</summary>
        public bool IsCandidate { get; private set; }

        /// <summary>The heading of its code; may be null.</summary>
        public LocalText Heading { get; private set; }

        /// <summary>Shown before the message.</summary>
        public IReadOnlyList<LocalText> Cautions { get; private set; }

        /// <summary>What the screen says; may be null.</summary>
        public LocalText Message { get; private set; }

        /// <summary>Why it may have happened.</summary>
        public IReadOnlyList<LocalText> Causes { get; private set; }

        /// <summary>What to do, in order. What the role may not do is not among it, but in <c>Json["withheld"]</c>.</summary>
        public IReadOnlyList<Remedy> Remedies { get; private set; }

        /// <summary>All of it.</summary>
        public Json Json { get; private set; }
    }

    /// <summary>Steps that belong together.</summary>
    public sealed class Remedy
    {
        internal Remedy(Json json)
        {
            Json = json;
            Id = json["id"].Text;
            Role = json["role"].Text;
            Risk = json["risk"].Text;
            Minutes = json["minutes"].Number;
            Caution = LocalText.Of(json["caution"]);
            Steps = json["steps"].Items.Select(step => new Step(step)).ToList();
            Verify = LocalText.Of(json["verify"]);
        }

        /// <summary>The id.</summary>
        public string Id { get; private set; }

        /// <summary>Who may carry it out.</summary>
        public string Role { get; private set; }

        /// <summary><c>safe</c>, <c>disruptive</c>, <c>reconfigures</c> or <c>destructive</c>.</summary>
        public string Risk { get; private set; }

        /// <summary>About how long it takes.</summary>
        public long? Minutes { get; private set; }

        /// <summary>Shown before the first step; may be null.</summary>
        public LocalText Caution { get; private set; }

        /// <summary>What to do, in order.</summary>
        public IReadOnlyList<Step> Steps { get; private set; }

        /// <summary>How to see whether it helped; may be null.</summary>
        public LocalText Verify { get; private set; }

        /// <summary>All of it.</summary>
        public Json Json { get; private set; }
    }

    /// <summary>One step.</summary>
    public sealed class Step
    {
        internal Step(Json json)
        {
            Json = json;
            Text = LocalText.Of(json["text"]);
            Caution = LocalText.Of(json["caution"]);
        }

        /// <summary>What to do.</summary>
        public LocalText Text { get; private set; }

        /// <summary>Shown before it; may be null.</summary>
        public LocalText Caution { get; private set; }

        /// <summary>All of it.</summary>
        public Json Json { get; private set; }
    }

    /// <summary>A rule that a search found.</summary>
    public sealed class SearchHit
    {
        internal SearchHit(Json json)
        {
            Json = json;
            Rule = json["rule"].Text;
            Codes = json["codes"].Items.Select(code => code.Text).ToList();
            Heading = LocalText.Of(json["heading"]);
            Score = json["score"].Number ?? 0;
        }

        /// <summary>The id of the rule.</summary>
        public string Rule { get; private set; }

        /// <summary>Its codes.</summary>
        public IReadOnlyList<string> Codes { get; private set; }

        /// <summary>Its heading; may be null.</summary>
        public LocalText Heading { get; private set; }

        /// <summary>How well it fits, in hundredths.</summary>
        public long Score { get; private set; }

        /// <summary>All of it, with the words that were found.</summary>
        public Json Json { get; private set; }
    }
}
