/** The online shop: components, incidents, metrics and the expected diagnoses. */
@NullMarked
package dev.nocturne.scenarios.shop;

import org.jspecify.annotations.NullMarked;
