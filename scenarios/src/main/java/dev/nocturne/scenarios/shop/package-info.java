/** The online shop: components, incidents, metrics and the right answers. */
@NullMarked
package dev.nocturne.scenarios.shop;

import org.jspecify.annotations.NullMarked;
