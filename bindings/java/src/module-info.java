/** Error code in, the shortest safe path to a fix out. */
module shindan {
    exports shindan;
}
