/**
 * The run that joins the stages: samples a stream, paces it and hands it to a sink, and says how well the plan was kept.
 * Imports the stages before it; knows no Kafka, no command line and no environment.
 */
package io.understudy.engine.generate;
