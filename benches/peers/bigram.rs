//! Search by tantivy: in memory, one segment, one thread, bigrams in lower case, the ten best by BM25.

use std::collections::BTreeSet;

use tantivy::collector::TopDocs;
use tantivy::merge_policy::NoMergePolicy;
use tantivy::query::{BooleanQuery, Query};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{LowerCaser, NgramTokenizer, TextAnalyzer, TokenStream};
use tantivy::{Index, IndexWriter, Searcher, TantivyDocument, Term};

use shindan_benches::generate::{Base, Searched};

/// How the texts of a rule are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// A field of the index for each field of the rule: hits can be weighted and explained by field.
    Fields,
    /// All texts in one field: a sixth of the terms to look up, and no saying which field was hit.
    Joined,
}

/// An index to search.
pub(crate) struct Bigrams {
    searcher: Searcher,
    fields: Vec<Field>,
    analyzer: TextAnalyzer,
    /// Bytes of the index.
    pub(crate) bytes: u64,
}

const TOKENIZER: &str = "bigram";

impl Bigrams {
    /// The index of a base; a rule's document number is its position.
    #[must_use]
    pub(crate) fn index(base: &Base, layout: Layout) -> Self {
        let mut schema = Schema::builder();
        // Scores need how often a term stands in a text, and no more.
        let indexing =
            TextFieldIndexing::default().set_tokenizer(TOKENIZER).set_index_option(IndexRecordOption::WithFreqs);
        let options = TextOptions::default().set_indexing_options(indexing);
        let names: Vec<&str> = match layout {
            Layout::Fields => Searched::INDEXED.map(Searched::name).to_vec(),
            Layout::Joined => vec!["text"],
        };
        let fields: Vec<Field> = names.into_iter().map(|name| schema.add_text_field(name, options.clone())).collect();
        let index = Index::create_in_ram(schema.build());
        let bigrams = NgramTokenizer::new(2, 2, false).expect("two is two");
        let analyzer = TextAnalyzer::builder(bigrams).filter(LowerCaser).build();
        index.tokenizers().register(TOKENIZER, analyzer.clone());

        let mut writer: IndexWriter = index.writer_with_num_threads(1, 2_000_000_000).expect("a writer");
        writer.set_merge_policy(Box::new(NoMergePolicy));
        for rule in &base.rules {
            let mut document = TantivyDocument::new();
            for (at, field) in Searched::INDEXED.into_iter().enumerate() {
                document.add_text(fields[at % fields.len()], base.text(rule, field));
            }
            writer.add_document(document).expect("a document");
        }
        writer.commit().expect("a commit");
        let segments = index.searchable_segment_ids().expect("segments");
        if segments.len() > 1 {
            writer.merge(&segments).wait().expect("one segment");
        }
        writer.wait_merging_threads().expect("an end");
        let searcher = index.reader().expect("a reader").searcher();
        assert_eq!(searcher.segment_readers().len(), 1, "one segment");
        let bytes = searcher.space_usage().expect("sizes").total().get_bytes();
        Self { searcher, fields, analyzer, bytes }
    }

    /// The ten best rules for a text, any of whose bigrams may match.
    #[must_use]
    pub(crate) fn search(&self, text: &str) -> Vec<u32> {
        let mut analyzer = self.analyzer.clone();
        let mut bigrams = BTreeSet::new();
        analyzer.token_stream(text).process(&mut |token| {
            bigrams.insert(token.text.clone());
        });
        // A union of its own for each field: in one flat union of all terms, skipping costs more than it saves.
        let of_field = |field: &Field| -> Box<dyn Query> {
            let terms = bigrams.iter().map(|two| Term::from_field_text(*field, two));
            Box::new(BooleanQuery::new_multiterms_query(terms.collect()))
        };
        let query = BooleanQuery::union(self.fields.iter().map(of_field).collect());
        let best = self.searcher.search(&query, &TopDocs::with_limit(10).order_by_score()).expect("a search");
        best.into_iter().map(|(_, address)| address.doc_id).collect()
    }
}

impl std::fmt::Debug for Bigrams {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bigrams").field("bytes", &self.bytes).finish_non_exhaustive()
    }
}
