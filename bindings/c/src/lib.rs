//! The C ABI: `include/shindan.h` says what each entry takes and gives.
