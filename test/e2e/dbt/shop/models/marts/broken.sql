{{ config(enabled=var('broken', false)) }}
select region, error('this model cannot be built') as nothing from {{ ref('customer_orders') }}
