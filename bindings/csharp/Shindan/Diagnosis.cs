using System.Collections.Generic;
using System.Linq;

namespace Shindan
{
    /// <summary>Where a guided diagnosis stands. A value: keep <see cref="Session"/> and go on any day, on any device.</summary>
    public sealed class Diagnosis
    {
        internal Diagnosis(string json)
        {
            Json = Json.Parse(json);
            Session = Json["session"].ToString();
            Turn = new Turn(Json["turn"]);
        }

        /// <summary>All that has to be kept, as JSON.</summary>
        public string Session { get; private set; }

        /// <summary>The next step.</summary>
        public Turn Turn { get; private set; }

        /// <summary>All of it.</summary>
        public Json Json { get; private set; }
    }

    /// <summary>The next step, why, and the legal replies.</summary>
    public sealed class Turn
    {
        internal Turn(Json json)
        {
            Json = json;
            Step = json["step"].Text;
            Kind = json["kind"].Text;
            Cautions = LocalText.List(json["cautions"]);
            Caution = LocalText.Of(json["caution"]);
            Text = LocalText.Of(json["text"]);
            Steps = json["steps"].Items.Select(step => new Step(step)).ToList();
            Stop = LocalText.Of(json["stop"]);
            Why = LocalText.Of(json["why"]);
            Replies = json["replies"].Items.Select(reply => new Reply(reply)).ToList();
            Outcome = json["end"]["outcome"].Text;
            Contacts = json["end"]["hand_over"]["to"].Items.Select(contact => new Contact(contact)).ToList();
        }

        /// <summary>The id of the step.</summary>
        public string Step { get; private set; }

        /// <summary>What kind of step it is, such as <c>check</c>, <c>remedy</c> or <c>end</c>.</summary>
        public string Kind { get; private set; }

        /// <summary>Shown before everything else.</summary>
        public IReadOnlyList<LocalText> Cautions { get; private set; }

        /// <summary>Shown before the text; may be null.</summary>
        public LocalText Caution { get; private set; }

        /// <summary>The question, or what the step is for.</summary>
        public LocalText Text { get; private set; }

        /// <summary>What to do, in order; empty where there is only something to answer.</summary>
        public IReadOnlyList<Step> Steps { get; private set; }

        /// <summary>When to stop at once; null for most.</summary>
        public LocalText Stop { get; private set; }

        /// <summary>Why this comes now.</summary>
        public LocalText Why { get; private set; }

        /// <summary>All that may be replied; none at the end.</summary>
        public IReadOnlyList<Reply> Replies { get; private set; }

        /// <summary><c>resolved</c>, <c>worked_around</c> or <c>handed_over</c>; null before the end.</summary>
        public string Outcome { get; private set; }

        /// <summary>Whom to call, at the end.</summary>
        public IReadOnlyList<Contact> Contacts { get; private set; }

        /// <summary>All of it.</summary>
        public Json Json { get; private set; }
    }

    /// <summary>Something that may be replied.</summary>
    public sealed class Reply
    {
        internal Reply(Json json)
        {
            Id = json["id"].Text;
            Text = json["text"].Text;
            Confirm = LocalText.Of(json["confirm"]);
        }

        /// <summary>What is handed back.</summary>
        public string Id { get; private set; }

        /// <summary>What is shown.</summary>
        public string Text { get; private set; }

        /// <summary>What has to be shown and accepted first; null for most.</summary>
        public LocalText Confirm { get; private set; }
    }

    /// <summary>Somebody to call. The pack knows no telephone numbers: keep your own, by the id.</summary>
    public sealed class Contact
    {
        internal Contact(Json json)
        {
            Id = json["id"].Text;
            Name = json["name"].Text;
        }

        /// <summary>The id.</summary>
        public string Id { get; private set; }

        /// <summary>The name.</summary>
        public string Name { get; private set; }
    }
}
