//! Answers, trees and diagnostics as text.
